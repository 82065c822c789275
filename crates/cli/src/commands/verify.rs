use crate::End;
use crate::args::InfoOptions;
use crate::terminal::Terminal;

pub(crate) fn run(options: &InfoOptions, terminal: &Terminal) -> anyhow::Result<End> {
    let (mut files, mut bytes) = (0, 0);
    let wrong = wirecopy::verify(&options.archive, |entry| {
        files += 1;
        bytes += entry.bytes;
    })?;
    if wrong.is_empty() {
        terminal.write(&format!("Whole      {files} files with {bytes} bytes: every checksum holds\n"))?;
        return Ok(End::Found);
    }
    wrong.iter().for_each(|what| terminal.complain(what));
    terminal.write(&format!("Damaged    {} places in {files} files\n", wrong.len()))?;
    Ok(End::Trouble)
}
