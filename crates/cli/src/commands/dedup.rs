use wirecopy::{DedupSettings, Keep, Unit, dedup};
use wirecopy_view::render;

use crate::End;
use crate::args::{DedupOptions, KeepRule, UnitRule};
use crate::progress::Bars;
use crate::terminal::Terminal;

pub(crate) fn run(options: &DedupOptions, terminal: &Terminal) -> anyhow::Result<End> {
    let bars = Bars::new(options.quiet);
    let done = dedup(&settings(options), &bars);
    bars.finish();
    let done = done?;
    terminal.write(&render::dedup(&done, &options.out.display().to_string(), terminal.style()))?;
    Ok(match done {
        done if done.rejected > 0 => End::Trouble,
        done if done.records == 0 => End::Nothing,
        _ => End::Found,
    })
}

fn settings(options: &DedupOptions) -> DedupSettings {
    DedupSettings {
        inputs: options.inputs.clone(),
        against: options.against.clone(),
        out: options.out.clone(),
        text_field: options.text_field.clone(),
        id_field: options.id_field.clone(),
        date_field: options.date_field.clone(),
        unit: match options.unit {
            UnitRule::Page => Unit::Page,
            UnitRule::Article => Unit::Article,
        },
        strip_repeats: options.strip_repeats,
        keep: match options.keep {
            KeepRule::Longest => Keep::Longest,
            KeepRule::Earliest => Keep::Earliest,
            KeepRule::First => Keep::First,
            KeepRule::Cleanest => Keep::Cleanest,
        },
        min_copied: options.min_copied,
        links: options.links,
        index: options.index,
        memory: options.memory,
        threads: options.threads,
        ..DedupSettings::default()
    }
}
