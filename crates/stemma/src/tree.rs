/// A rooted tree under construction. The first nodes are the texts, in their order; the others are unseen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rooted {
    /// How many of the nodes are texts.
    pub(crate) texts: usize,
    /// The node from which each was made; `None` for the root and for unseen nodes that are not used.
    pub(crate) parent: Vec<Option<usize>>,
    pub(crate) children: Vec<Vec<usize>>,
    pub(crate) root: usize,
}

impl Rooted {
    /// The tree of an undirected list of edges between the texts, hung from `root`.
    pub(crate) fn hang(texts: usize, edges: &[(usize, usize)], root: usize) -> Self {
        let mut near = vec![Vec::new(); texts];
        for &(a, b) in edges {
            near[a].push(b);
            near[b].push(a);
        }
        let mut tree = Self { texts, parent: vec![None; texts], children: vec![Vec::new(); texts], root };
        let mut stack = vec![root];
        while let Some(node) = stack.pop() {
            for &other in near[node].iter().filter(|&&other| tree.parent[node] != Some(other)).collect::<Vec<_>>() {
                tree.parent[other] = Some(node);
                tree.children[node].push(other);
                stack.push(other);
            }
        }
        tree
    }

    /// Becomes like another tree, with the memory it has.
    pub(crate) fn copy(&mut self, other: &Self) {
        self.texts = other.texts;
        self.root = other.root;
        self.parent.clone_from(&other.parent);
        self.children.clone_from(&other.children);
    }

    pub(crate) fn is_text(&self, node: usize) -> bool {
        node < self.texts
    }

    pub(crate) fn is_used(&self, node: usize) -> bool {
        self.is_text(node) || !self.children[node].is_empty()
    }

    /// Every node after its children, the root last.
    pub(crate) fn upwards(&self) -> Vec<usize> {
        self.upwards_to(self.root)
    }

    /// Every node of a branch after its children, `top` last.
    pub(crate) fn upwards_to(&self, top: usize) -> Vec<usize> {
        let mut order = vec![top];
        let mut at = 0;
        while at < order.len() {
            order.extend_from_slice(&self.children[order[at]]);
            at += 1;
        }
        order.reverse();
        order
    }

    pub(crate) fn is_below(&self, node: usize, top: usize) -> bool {
        std::iter::successors(Some(node), |&n| self.parent[n]).any(|n| n == top)
    }

    fn attach(&mut self, node: usize, parent: usize) {
        self.parent[node] = Some(parent);
        self.children[parent].push(node);
    }

    fn detach(&mut self, node: usize) {
        if let Some(parent) = self.parent[node].take() {
            self.children[parent].retain(|&c| c != node);
        }
    }

    fn unseen(&mut self) -> usize {
        match (self.texts..self.parent.len()).find(|&n| !self.is_used(n) && self.parent[n].is_none() && n != self.root)
        {
            Some(free) => free,
            None => {
                self.parent.push(None);
                self.children.push(Vec::new());
                self.parent.len() - 1
            }
        }
    }

    /// Takes the branch of `node`, which is not the root, off the tree: it hangs on nothing.
    pub(crate) fn cut_off(&mut self, node: usize) {
        let old = self.parent[node];
        self.detach(node);
        old.into_iter().for_each(|o| self.tidy(o));
    }

    /// Makes the branch of `node` hang on `under`.
    pub(crate) fn move_under(&mut self, node: usize, under: usize) {
        let old = self.parent[node];
        self.detach(node);
        self.attach(node, under);
        old.into_iter().for_each(|o| self.tidy(o));
    }

    /// Makes the branch of `node` hang on a new unseen text between `beside` and its parent.
    pub(crate) fn move_beside(&mut self, node: usize, beside: usize) {
        let old = self.parent[node];
        self.detach(node);
        let between = self.unseen();
        let above = self.parent[beside];
        self.detach(beside);
        self.stand_under(between, above);
        self.attach(beside, between);
        self.attach(node, between);
        old.into_iter().for_each(|o| self.tidy(o));
    }

    /// Puts `node` in the place of its parent: the parent becomes its child. The branches of both stay with them.
    pub(crate) fn reverse(&mut self, node: usize) {
        let Some(parent) = self.parent[node] else { return };
        let above = self.parent[parent];
        self.detach(node);
        self.detach(parent);
        self.stand_under(node, above);
        self.attach(parent, node);
        self.tidy(parent);
    }

    /// Every tree that is this one with one more text, which gets the next number. A tree of n texts comes from one tree of n - 1 texts: from
    /// what is left of it without the last.
    pub(crate) fn with_another(&self) -> Vec<Self> {
        let (rest, text) = (self.with_room(), self.texts);
        let mut all = Vec::new();
        for node in (0..rest.parent.len()).filter(|&n| n != text && rest.is_used(n)) {
            let mut add = |step: fn(&mut Self, usize, usize)| {
                let mut tree = rest.clone();
                step(&mut tree, text, node);
                all.push(tree);
            };
            add(Self::move_under);
            add(Self::move_beside);
            add(Self::put_before);
            if !rest.is_text(node) {
                add(Self::put_instead);
            }
        }
        all
    }

    /// The same with one more text, which hangs on nothing: unseen texts get the next number each.
    pub(crate) fn with_room(&self) -> Self {
        let text = self.texts;
        let moved = |n: &usize| if *n < text { *n } else { n + 1 };
        let mut parent: Vec<Option<usize>> = self.parent.iter().map(|p| p.as_ref().map(moved)).collect();
        let mut children: Vec<Vec<usize>> = self.children.iter().map(|c| c.iter().map(moved).collect()).collect();
        parent.insert(text, None);
        children.insert(text, Vec::new());
        Self { texts: text + 1, parent, children, root: moved(&self.root) }
    }

    /// Makes a node hang on `above`, or be the root where that is nothing.
    fn stand_under(&mut self, node: usize, above: Option<usize>) {
        match above {
            Some(above) => self.attach(node, above),
            None => self.root = node,
        }
    }

    /// Puts a text that hangs on nothing between `node` and its parent.
    fn put_before(&mut self, text: usize, node: usize) {
        let above = self.parent[node];
        self.detach(node);
        self.stand_under(text, above);
        self.attach(node, text);
    }

    /// Puts a text that hangs on nothing in the place of an unseen one.
    fn put_instead(&mut self, text: usize, unseen: usize) {
        let above = self.parent[unseen];
        self.detach(unseen);
        for child in std::mem::take(&mut self.children[unseen]) {
            self.attach(child, text);
        }
        self.stand_under(text, above);
    }

    /// Turns the tree so that `root` is its root.
    pub(crate) fn hang_from(&mut self, root: usize) {
        let path: Vec<usize> = std::iter::successors(Some(root), |&n| self.parent[n]).collect();
        let old = self.root;
        for pair in path.windows(2) {
            self.children[pair[1]].retain(|&c| c != pair[0]);
        }
        for pair in path.windows(2) {
            self.attach(pair[1], pair[0]);
        }
        self.parent[root] = None;
        self.root = root;
        self.tidy(old);
    }

    /// Hands the children of `node` to its parent.
    pub(crate) fn lift(&mut self, node: usize) {
        let Some(parent) = self.parent[node] else { return };
        for child in std::mem::take(&mut self.children[node]) {
            self.attach(child, parent);
        }
        self.tidy(node);
    }

    /// Puts an unseen text in the place of `node`: what was made from `node` is made from that, and so is `node` itself.
    pub(crate) fn step_aside(&mut self, node: usize) {
        let between = self.unseen();
        let above = self.parent[node];
        self.detach(node);
        self.stand_under(between, above);
        self.attach(node, between);
        self.lift(node);
    }

    /// Puts a text in the place of the unseen node above it.
    pub(crate) fn fill(&mut self, node: usize) {
        let Some(parent) = self.parent[node].filter(|&p| !self.is_text(p)) else { return };
        let above = self.parent[parent];
        self.detach(node);
        self.detach(parent);
        for child in std::mem::take(&mut self.children[parent]) {
            self.attach(child, node);
        }
        self.stand_under(node, above);
    }

    /// An unseen text that only one other was made from explains nothing: it is taken out.
    fn tidy(&mut self, node: usize) {
        if self.is_text(node) {
            return;
        }
        match *self.children[node].as_slice() {
            [] => {
                let above = self.parent[node];
                self.detach(node);
                above.into_iter().for_each(|a| self.tidy(a));
            }
            [only] => {
                let above = self.parent[node];
                self.detach(only);
                self.detach(node);
                match above {
                    Some(above) => self.attach(only, above),
                    None => self.root = only,
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unseen_text_without_children_is_gone() {
        let mut tree = Rooted::hang(3, &[(0, 1), (0, 2)], 0);
        tree.move_beside(1, 2);
        let unseen = tree.parent[1].expect("made from the unseen text");
        tree.lift(unseen);
        assert!(!tree.is_used(unseen) && tree.parent[unseen].is_none());
        assert_eq!(tree.children[0].len(), 2);
    }
}
