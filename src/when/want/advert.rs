//! Offers to everybody: sales, services, vouchers. What sells names a price, a number to ring, or what there is to gain;
//! two of these, and nothing of a booking, make an advertisement of any message that has a time.

use super::items::{Item, ItemKind};
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::words;

/// Whether a message sells something, or is a code that a bank sends.
pub(super) fn is_advert(sentence: &Sentence<'_>) -> bool {
    let (adverts, labels) = (count(sentence, Sense::Advert), count(sentence, Sense::BookingLabel));
    if adverts == 0 && !gives_free(sentence) && !has_price(sentence) || labels > 0 && adverts <= labels {
        return false;
    }
    let first = sentence.items.iter().find(|item| item.is_content() || item.is(Sense::Task));
    // "Beli hadiah cikgu esok"
    let is_errand = first.is_some_and(|item| item.is(Sense::Task) && item.is(Sense::Advert));
    let sells = has_price(sentence) || sentence.items.iter().any(|item| item.number.is_some() && !item.is_time);
    let is_of_event = sentence.has(Sense::EventNoun) && !first.is_some_and(|first| first.is(Sense::Advert));
    let is_offered = gives_free(sentence) || adverts == 1 && has_price(sentence) && !is_of_event;
    (adverts >= 2 || is_offered) && (!is_errand || sells) || is_open_to_all(sentence, adverts, first)
}

/// Whether more words of a message sell something than speak of a booking.
pub(super) fn sells_more_than_it_books(sentence: &Sentence<'_>) -> bool {
    count(sentence, Sense::Advert) > count(sentence, Sense::BookingLabel)
}

/// How many words of a message say this.
fn count(sentence: &Sentence<'_>, sense: Sense) -> usize {
    sentence.items.iter().filter(|item| item.is(sense)).count()
}

/// "Rumah untuk disewa, RM1300, call 013-9988776": what is sold or its price, and whom to ask; no errand of one's own.
fn is_open_to_all(sentence: &Sentence<'_>, adverts: usize, first: Option<&Item>) -> bool {
    const OWN: Senses = Senses::of(&[Sense::Task, Sense::Me, Sense::Put, Sense::Remind]);
    let begins_own = first.is_some_and(|first| first.is_any(OWN) && !first.is(Sense::Advert));
    let asked = whom_to_ask(sentence);
    // "Call the plumber 012-3456789 at 3pm" begins with whom to ask; an offer ends with it.
    let is_own =
        begins_own && !asked.is_some_and(|asked| sentence.clauses.iter().skip(1).any(|at| at.contains(&asked)));
    let marks = [adverts > 0, has_price(sentence), asked.is_some()];
    !is_own && marks.into_iter().filter(|is_said| *is_said).count() >= 2
}

/// "RM20", "20%", "20块钱".
pub(super) fn has_price(sentence: &Sentence<'_>) -> bool {
    let is_price = |item: &Item| words::is_price(&sentence.text[item.range.clone()]);
    sentence.has(Sense::Price) || sentence.has_mark('%') || sentence.items.iter().any(is_price)
}

/// "Buy 2 free 1", "beli 2 percuma 1", 买二送一.
fn gives_free(sentence: &Sentence<'_>) -> bool {
    sentence.all().any(|at| {
        let [buys, most, gives, free] = [0, 1, 2, 3].map(|more| sentence.items.get(at + more));
        let says = |item: Option<&Item>, sense| item.is_some_and(|item| item.is(sense));
        let is_number = |item: Option<&Item>| item.is_some_and(|item| item.number.is_some());
        says(buys, Sense::Buys) && is_number(most) && says(gives, Sense::Gives) && is_number(free)
    })
}

/// "Call Jason 012-3456789", "pm Kak Ros", 电话016-3344556: where a number to ring stands, or a word for writing to a
/// seller.
fn whom_to_ask(sentence: &Sentence<'_>) -> Option<usize> {
    sentence.find(Sense::Contact).or_else(|| phone_number(sentence))
}

/// The fewest and the most digits of a phone number.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 9..=12;

/// What a phone number begins with.
const PREFIXES: [&str; 10] = ["01", "03", "04", "05", "06", "07", "08", "09", "60", "1"];

/// Where a phone number begins: "012-334 4556".
fn phone_number(sentence: &Sentence<'_>) -> Option<usize> {
    let is_part = |item: &Item| item.kind == ItemKind::Digits || item.kind == ItemKind::Mark('-');
    let begins = |at: usize| {
        let item = &sentence.items[at];
        let digits = &sentence.text[item.range.clone()];
        item.kind == ItemKind::Digits && PREFIXES.iter().any(|prefix| digits.starts_with(prefix))
    };
    (0..sentence.len()).filter(|at| begins(*at)).find(|at| {
        let parts = sentence.within(*at..sentence.len()).iter().take_while(|item| is_part(item));
        let digits: usize = parts.filter(|item| !item.is_mark()).map(|item| item.range.len()).sum();
        PHONE_DIGITS.contains(&digits)
    })
}
