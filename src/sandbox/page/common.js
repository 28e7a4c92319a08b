// What everything below uses. Times on the wire are what a wall clock in the calendar's zone shows, without an offset;
// here they are milliseconds as if that zone were UTC, so that no other zone comes into play.
const MINUTE = 60_000, DAY = 1440 * MINUTE;

const $ = (id) => document.getElementById(id);

/** An element with its properties (`class`, `dataset` and `style` too) and children. */
function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (key === 'dataset') Object.assign(node.dataset, value);
    else if (key === 'style') for (const [name, text] of Object.entries(value)) node.style.setProperty(name, text);
    else if (key in node && key !== 'list') node[key] = value;
    else node.setAttribute(key === 'class' ? 'class' : key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Asks the demo; gives the answer, or throws what is wrong in words. */
async function ask(method, path, body) {
  const request = { method, headers: { 'content-type': 'application/json' } };
  if (body !== undefined) request.body = JSON.stringify(body);
  const answer = await fetch(path, request).catch(() => {
    throw new Error('The demo does not answer. Start it again.');
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text || `The demo answered ${answer.status}.`);
  return text ? JSON.parse(text) : null;
}

/** `2026-03-10T13:00:00` or `2026-03-10` → milliseconds. */
const parse = (local) => Date.parse(local.length === 10 ? `${local}T00:00:00Z` : `${local}Z`);
/** Milliseconds → `2026-03-10T13:00`. */
const local = (at) => new Date(at).toISOString().slice(0, 16);
/** Milliseconds → `2026-03-10`. */
const date = (at) => new Date(at).toISOString().slice(0, 10);
const startOfDay = (at) => Math.floor(at / DAY) * DAY;

const format = (options) => {
  const formatter = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
  return (at) => formatter.format(at);
};
const clockTime = format({ hour: '2-digit', minute: '2-digit' });
const dayName = format({ weekday: 'short' });
const dayNumber = format({ day: 'numeric' });
const longDay = format({ weekday: 'long', day: 'numeric', month: 'long' });
const shortDay = format({ weekday: 'short', day: 'numeric', month: 'short' });
const monthName = format({ month: 'long' });
const yearNumber = format({ year: 'numeric' });

/** A colour of one's own, from a name. */
const hue = (name) => [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 140);
const initials = (name) => name.split(/\s+/).slice(0, 2).map((word) => [...word][0] ?? '').join('').toUpperCase();

/** Says something at the bottom of the page for a while. */
function toast(text) {
  const node = el('div', { class: 'toast', textContent: text });
  $('toasts').append(node);
  setTimeout(() => node.remove(), 4500);
}

/** Runs what a person asked for; what goes wrong is said. */
async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(error.message);
    return undefined;
  }
}

/** The demo as it was last told; `clockAt` is when that was, by this machine. */
const demo = { state: null, clockAt: 0 };

/** The demo's time now. */
const now = () => parse(demo.state.now) + (performance.now() - demo.clockAt);
