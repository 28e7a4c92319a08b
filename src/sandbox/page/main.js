// The editor, the clock, the tabs, and keeping everything up to date.

/** An event that is not there yet. */
function draftOn(at, allDay) {
  return { id: null, title: '', place: '', all_day: allDay, from: at, to: allDay ? at + DAY : at + 60 * MINUTE };
}

let edited = null;

/** Opens the editor. */
function edit(event) {
  edited = event;
  const fields = $('event').elements;
  $('editor-title').textContent = event.id ? 'Event in Google' : 'New event in Google';
  $('delete').hidden = !event.id;
  $('wrong').textContent = event.is_series ? 'One of a series: only this one changes.' : '';
  fields.title.value = event.title;
  fields.place.value = event.place ?? '';
  fields.all_day.checked = event.all_day;
  showTimes(event.from, event.to);
  $('editor').showModal();
  fields.title.focus();
}

/** Puts times into the fields; a whole day's end is shown as its last day. */
function showTimes(from, to) {
  const { start, end, all_day: allDay } = $('event').elements;
  const type = allDay.checked ? 'date' : 'datetime-local';
  start.type = end.type = type;
  start.value = allDay.checked ? date(from) : local(from);
  end.value = allDay.checked ? date(Math.max(from, to - DAY)) : local(to);
}

/** What stands in the fields. */
function times() {
  const { start, end, all_day: allDay } = $('event').elements;
  return { from: parse(start.value), to: parse(end.value) + (allDay.checked ? DAY : 0) };
}

async function save() {
  const { title, place: where, all_day: allDay } = $('event').elements;
  const { from, to } = times();
  if (!(to > from)) throw new Error('It ends before it begins.');
  const write = allDay.checked ? date : local;
  const body = { title: title.value.trim(), place: where.value.trim(), all_day: allDay.checked, start: write(from), end: write(to) };
  if (edited.id) await ask('PATCH', `/demo/events/${encodeURIComponent(edited.id)}`, body);
  else await ask('POST', '/demo/events', body);
}

/** Does `work`, closes the editor and draws the week; what goes wrong is said in the editor. */
async function andClose(work) {
  try {
    await work();
    $('editor').close();
    showWeek();
  } catch (error) {
    $('wrong').textContent = error.message;
  }
}

$('event').addEventListener('submit', (event) => {
  event.preventDefault();
  andClose(save);
});
$('event').elements.all_day.addEventListener('change', (event) => {
  const fields = $('event').elements;
  const from = startOfDay(parse(fields.start.value));
  const to = startOfDay(parse(fields.end.value));
  if (event.target.checked) showTimes(from, Math.max(to, from) + DAY);
  else showTimes(from + 9 * 60 * MINUTE, from + 10 * 60 * MINUTE);
});
$('delete').addEventListener('click', () => andClose(() => ask('DELETE', `/demo/events/${encodeURIComponent(edited.id)}`)));
$('close').addEventListener('click', () => $('editor').close());
$('editor').addEventListener('click', (event) => event.target === $('editor') && $('editor').close());
$('add').addEventListener('click', () => edit(draftOn(Math.ceil(now() / (60 * MINUTE)) * 60 * MINUTE, false)));

// The clock.
function showClock() {
  $('now').textContent = `${shortDay(now())}, ${clockTime(now())}`;
  $('now').dateTime = demo.state.now;
  const next = demo.state.next_reminder;
  const isMoving = demo.state.is_moving;
  document.body.classList.toggle('moving', isMoving);
  document.querySelectorAll('.moves button').forEach((button) => (button.disabled = isMoving));
  $('next').disabled = isMoving || !next;
  const isToday = next && startOfDay(parse(next)) === startOfDay(now());
  const at = next && `${isToday ? '' : `${dayName(parse(next))} `}${clockTime(parse(next))}`;
  $('next-label').replaceChildren(...(next ? [el('span', {}, 'Next reminder '), at] : ['No reminder', el('span', {}, ' ahead')]));
}

const moveClock = (body) => attempt(() => ask('POST', '/demo/clock', body));
document.querySelectorAll('[data-minutes]').forEach((button) => {
  button.addEventListener('click', () => moveClock({ minutes: Number(button.dataset.minutes) }));
});
$('next').addEventListener('click', () => moveClock({ minutes: null }));

// The tabs of a narrow screen.
document.querySelectorAll('.tabs button').forEach((button) => {
  button.addEventListener('click', () => {
    document.body.dataset.view = button.dataset.view;
    document.querySelectorAll('.tabs button').forEach((other) => other.setAttribute('aria-pressed', String(other === button)));
    if (demo.state) refresh();
  });
});

// Keeping up to date: the stream only says that something changed.
let isAsking = false, isStale = false;

async function refresh() {
  isStale = true;
  if (isAsking) return;
  isAsking = true;
  try {
    while (isStale) {
      isStale = false;
      const state = await ask('GET', '/demo/state');
      const jumped = demo.state && Math.abs(parse(state.now) - now()) > MINUTE;
      const day = demo.state && startOfDay(now());
      demo.state = state;
      demo.clockAt = performance.now();
      // A clock that moved into another week takes the calendar along.
      if (jumped && day !== startOfDay(now()) && week.first === firstDay(day)) week.first = null;
      showClock();
      showChat();
      await showWeek();
    }
  } catch {
    document.title = 'Janji · demo has ended';
  } finally {
    isAsking = false;
  }
}

const live = new EventSource('/demo/live');
live.onmessage = refresh;
live.onopen = () => {
  document.title = 'Janji · demo';
  refresh();
};
live.onerror = () => {
  if (live.readyState === EventSource.CLOSED) toast('The demo has ended.');
};
setInterval(() => {
  if (!demo.state) return;
  showClock();
  drawNow();
}, 5000);
