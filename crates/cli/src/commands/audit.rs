use wirecopy::{AuditSettings, audit};
use wirecopy_record::{replace_file, write_line};
use wirecopy_view::render;

use crate::End;
use crate::args::AuditOptions;
use crate::progress::Bars;
use crate::terminal::Terminal;

pub(crate) fn run(options: &AuditOptions, terminal: &Terminal) -> anyhow::Result<End> {
    let bars = Bars::new(options.quiet);
    let found = audit(&settings(options), &bars);
    bars.finish();
    let found = found?;
    if found.rows.is_empty() {
        terminal.complain(&format!("{} holds no removed record", options.removed.display()));
        return Ok(End::Nothing);
    }
    let file = options.out.as_ref().map(|path| path.display().to_string());
    if let Some(path) = &options.out {
        replace_file(path, |mut out| found.rows.iter().try_for_each(|row| write_line(row, &mut out)))?;
    }
    terminal.write(&render::audit(&found.counts, &found.rows, file.as_deref(), terminal.style()))?;
    Ok(if found.counts.rejected > 0 { End::Trouble } else { End::Found })
}

fn settings(options: &AuditOptions) -> AuditSettings {
    AuditSettings {
        removed: options.removed.clone(),
        kept: options.kept.clone(),
        texts: options.texts.clone(),
        text_field: options.text_field.clone(),
        id_field: options.id_field.clone(),
        kept_id_field: options.kept_id_field.clone(),
        min_copied: options.min_copied,
        sample: options.count,
        seed: options.seed,
        threads: options.threads,
        ..AuditSettings::default()
    }
}
