//! Calendar files.

use super::super::building::keyboard;
use crate::speech::{AddOutcome, Card, ImportNotes, Label, NotImported, Reply};

pub(super) fn about_imports(dinner: &Card) -> Vec<Reply> {
    let notes = ImportNotes { past: 3, unreadable: 1, usual_days: 2, extra_days: 1, is_cut: true };
    let import = |added: Vec<(Card, AddOutcome)>, offered, total, notes, labels: &[Label]| Reply::Import {
        is_begun: !added.is_empty(),
        added,
        offered,
        first: 1,
        total,
        notes,
        keyboard: keyboard(labels),
    };
    let labels = [Label::AddAll(3), Label::Choose, Label::Keep];
    let mut replies = vec![
        import(Vec::new(), vec![dinner.clone(), dinner.clone()], 3, notes, &labels),
        import(
            vec![(dinner.clone(), AddOutcome::Made)],
            vec![dinner.clone()],
            1,
            ImportNotes::default(),
            &[Label::Enough],
        ),
    ];
    let whys = [
        NotImported::TooLarge,
        NotImported::NotACalendar,
        NotImported::NotDownloaded,
        NotImported::Nothing(ImportNotes { past: 1, ..ImportNotes::default() }),
    ];
    replies.extend(whys.map(|why| Reply::NotImported { why }));
    replies
}
