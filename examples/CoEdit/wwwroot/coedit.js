// The page: a view of a document that lives in the process that served it, and is told of every edit at once.

// --- Changes: lists of { keep }, { remove } and { insert }, from the beginning of the text on. SharedText has the same
// (TextOperation), and both have to transform alike.

/** The same change of a text that another change has made meanwhile; of two texts at one place, whose stands first. */
export function after(change, other, isFirst) {
  const result = [];
  // In one piece with what is before it, if it is of the same kind: pieces of pieces would be more and more.
  const put = part => {
    const last = result.at(-1);
    if (part.keep > 0 && last?.keep > 0)
      result[result.length - 1] = { keep: last.keep + part.keep };
    else if (part.remove > 0 && last?.remove > 0)
      result[result.length - 1] = { remove: last.remove + part.remove };
    else if (part.keep > 0 || part.remove > 0 || part.insert)
      result.push(part);
  };
  const own = change.filter(part => part.keep > 0 || part.remove > 0 || part.insert);
  let taken = 0; // of own[0]
  const take = most => {
    if (own.length === 0)
      return { keep: most };
    const first = own[0];
    const count = Math.min(most, lengthOf(first) - taken);
    taken += count;
    if (taken === lengthOf(first)) {
      own.shift();
      taken = 0;
    }
    return first.insert != null ? first : first.keep > 0 ? { keep: count } : { remove: count };
  };
  for (const part of other) {
    if (part.insert) {
      while (isFirst && own.length > 0 && own[0].insert != null)
        put(own.shift());
      put({ keep: part.insert.length });
    }
    for (let left = lengthOf(part); left > 0;) {
      const mine = take(left);
      left -= lengthOf(mine);
      if (mine.insert != null || part.keep > 0)
        put(mine); // what the other has removed is neither kept nor removed once more
    }
  }
  while (own.length > 0)
    put(take(Infinity));
  return result;
}

/** Where a place is after a change; one at which something is inserted stays before it, or goes behind. */
export function move(index, change, goesBehind = false) {
  let at = 0; // in the new text
  for (const part of change) {
    if (at > index || (at === index && !goesBehind))
      break;
    const inserted = part.insert?.length ?? 0;
    index += inserted - Math.min(part.remove ?? 0, index - at);
    at += (part.keep ?? 0) + inserted;
  }
  return index;
}

/** What was edited, if the caret stood there afterwards: of equal letters, those before it are the new ones. */
export function diff(before, now, caret) {
  const most = Math.min(before.length, now.length);
  let tail = 0;
  const grow = limit => {
    while (tail < limit && before[before.length - 1 - tail] === now[now.length - 1 - tail])
      tail++;
  };
  grow(Math.min(most, now.length - caret));
  let head = 0;
  while (head < most - tail && before[head] === now[head])
    head++;
  grow(most - head);
  // Both halves of what stands outside the first plane, or neither.
  if (head > 0 && /[\ud800-\udbff]/.test(now[head - 1]))
    head--;
  if (tail > 0 && /[\udc00-\udfff]/.test(now[now.length - tail]))
    tail--;
  const change = [];
  if (head > 0)
    change.push({ keep: head });
  if (before.length > head + tail)
    change.push({ remove: before.length - head - tail });
  if (now.length > head + tail)
    change.push({ insert: now.slice(head, now.length - tail) });
  return change;
}

/** A text after a change. */
export function apply(text, change) {
  let at = 0;
  let result = "";
  for (const part of change) {
    result += part.insert ?? text.slice(at, at + (part.keep ?? 0));
    at += lengthOf(part);
  }
  return result + text.slice(at);
}

function lengthOf(part) {
  return (part.keep ?? 0) + (part.remove ?? 0);
}

// --- The document as it is here. What has been sent and not been taken yet is pending; see TextMirror of SharedText.

const $ = id => document.getElementById(id);
const editor = $("editor");
const mirror = $("mirror");
const letters = new Text();
mirror.append(letters, "\u200b"); // so that the last line is there when it is empty

let socket;
let opened; // the name of the document
let text = "";
let seen = 0;
let reported = 0;
let sent = 0;
let pending = [];
let people = [];
let caret = { anchor: 0, head: 0 }; // as the others know it
let composing = false;
let view = null; // what stays in its place of the window
let waiting = []; // what came while a character is being composed

function onText(message) {
  // A textarea takes a carriage return for a line feed, and would count on one's being there.
  text = visible(message.text);
  [seen, reported, sent, pending, waiting] = [0, 0, 0, [], []];
  opened = message.document;
  editor.value = letters.data = text;
  editor.readOnly = false;
  $("work").hidden = false;
  $("welcome").hidden = true;
  $("title").textContent = opened;
  document.title = `${opened} – CoEdit`;
  history.replaceState(null, "", `#${encodeURIComponent(opened)}`);
  comeBack();
  caret = {};
  tellCaret();
  showDocuments();
}

function onChange(message) {
  pending = pending.filter(edit => edit.number > message.taken);
  view = rememberView();
  for (let change of message.changes) {
    seen++;
    change = change.map(part => part.insert == null ? part : { insert: visible(part.insert) });
    for (const edit of pending)
      [change, edit.change] = [after(change, edit.change, true), after(edit.change, change, false)];
    show(change);
  }
  restoreView();
  if (message.caret != null) {
    const at = pending.reduce((index, edit) => move(index, edit.change), message.caret);
    editor.setSelectionRange(at, at);
    reveal(at);
  }
  if (message.by)
    notice(message.by, "typing");
  if (seen - reported > 200)
    send({ type: "seen" });
}

function onPeople(message) {
  const rest = pending.filter(edit => edit.number > message.taken);
  const place = index => index < 0 ? -1 : rest.reduce((at, edit) => move(at, edit.change), index);
  const before = people;
  people = message.people.map(person =>
    ({ ...person, anchor: place(person.anchor), head: place(person.head) }));
  for (const person of people) {
    const known = before.find(other => other.name === person.name);
    if (person.head >= 0 && (known?.head !== person.head || known?.anchor !== person.anchor))
      notice(person.name, "moved");
  }
}

// Somebody else's change: caret and selection stay with what they stood at.
function show(change) {
  const { selectionStart: start, selectionEnd: end, selectionDirection: direction } = editor;
  let at = 0;
  for (const part of change) {
    if (part.insert != null || part.remove > 0)
      editor.setRangeText(part.insert ?? "", at, at + (part.remove ?? 0), "preserve");
    at += (part.keep ?? 0) + (part.insert?.length ?? 0);
  }
  editor.setSelectionRange(move(start, change, start < end), move(end, change), direction);
  keepUp(change);
}

// The rest of what depends on the text.
function keepUp(change) {
  text = editor.value;
  let at = 0;
  for (const part of change) {
    if (part.insert != null || part.remove > 0)
      letters.replaceData(at, part.remove ?? 0, part.insert ?? "");
    at += (part.keep ?? 0) + (part.insert?.length ?? 0);
  }
  for (const place of [...people, caret, view ?? {}]) {
    place.anchor = place.anchor < 0 ? -1 : move(place.anchor, change);
    place.head = place.head < 0 ? -1 : move(place.head, change);
  }
}

function takeInput() {
  if (composing || editor.value === text)
    return;
  const change = diff(text, editor.value, editor.selectionEnd);
  keepUp(change);
  pending.push({ number: ++sent, change });
  caret = selection();
  send({ type: "edit", change, ...caret });
}

function tellCaret() {
  const now = selection();
  if (!opened || composing || editor.value !== text || (now.anchor === caret.anchor && now.head === caret.head))
    return;
  caret = now;
  send({ type: "caret", ...now });
}

function selection() {
  const { selectionStart: start, selectionEnd: end } = editor;
  return editor.selectionDirection === "backward" ? { anchor: end, head: start } : { anchor: start, head: end };
}

function send(message) {
  if (socket?.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify({ document: opened, ...message, seen }));
    reported = seen;
  }
}

function visible(inserted) {
  return inserted.replaceAll("\r", "\u240d");
}

// --- Typing.

editor.addEventListener("input", takeInput);
editor.addEventListener("compositionstart", () => { composing = true; });
editor.addEventListener("compositionend", () => {
  composing = false;
  takeInput();
  const late = waiting;
  waiting = [];
  late.forEach(receive);
});
document.addEventListener("selectionchange", tellCaret);

function undo(type) {
  if (!opened || composing)
    return;
  takeInput();
  send({ type });
  editor.focus();
}

editor.addEventListener("beforeinput", event => {
  const type = { historyUndo: "undo", historyRedo: "redo" }[event.inputType];
  if (type) {
    event.preventDefault();
    undo(type);
  }
});

editor.addEventListener("keydown", event => {
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !event.altKey && (key === "z" || key === "y")) {
    event.preventDefault();
    undo(key === "y" || event.shiftKey ? "redo" : "undo");
  }
});

$("undo").addEventListener("click", () => undo("undo"));
$("redo").addEventListener("click", () => undo("redo"));

// --- What is seen of others. Drawn once per frame, however much has come.

const noticed = new Map(); // by name: until when somebody is typing, or the name stands at the caret
let drawing = false;

function notice(name, what) {
  noticed.set(name, { ...noticed.get(name), [what]: performance.now() + 2500 });
  setTimeout(draw, 2600);
}

function draw() {
  if (!drawing) {
    drawing = true;
    requestAnimationFrame(() => {
      drawing = false;
      drawPeople();
      drawMarks();
      $("length").textContent = `${text.length.toLocaleString("en")} characters`;
    });
  }
}

function drawPeople() {
  const typing = people.filter(person => isNow(person, "typing"));
  $("people").replaceChildren(...people.map(person => {
    const chip = element("span", "person", element("span", "face", person.name.slice(0, 1)),
      element("span", "called", person.name));
    chip.classList.toggle("away", !person.isHere);
    chip.classList.toggle("typing", typing.includes(person));
    chip.title = person.isHere ? person.name : `${person.name} is offline`;
    chip.style.setProperty("--person", colourOf(person.name));
    return chip;
  }));
  const names = typing.map(person => person.name);
  put($("typing"), names.length === 0 ? ""
    : names.length === 1 ? `${names[0]} is typing…` : `${names.slice(0, -1).join(", ")} and ${names.at(-1)} are typing…`);
}

function drawMarks() {
  const origin = mirror.getBoundingClientRect();
  const marks = [];
  for (const person of people) {
    if (person.head < 0 || !person.isHere)
      continue;
    const [start, end] = [person.anchor, person.head].map(index => Math.min(index, text.length)).sort((a, b) => a - b);
    for (const box of boxesOf(start, end))
      marks.push(mark("selected", person, box, origin));
    const box = boxAt(person.head);
    const line = mark("caret", person, { left: box.left, top: box.top, width: 2, height: box.height }, origin);
    line.append(element("span", "flag", person.name));
    line.classList.toggle("fresh", isNow(person, "moved") || isNow(person, "typing"));
    line.classList.toggle("flipped", box.left - origin.left > origin.width - 120);
    marks.push(line);
  }
  $("marks").replaceChildren(...marks);
}

function mark(kind, person, box, origin) {
  const made = element("div", kind);
  made.dataset.name = person.name;
  made.style.setProperty("--person", colourOf(person.name));
  made.style.left = `${box.left - origin.left}px`;
  made.style.top = `${box.top - origin.top}px`;
  made.style.width = `${box.width}px`;
  made.style.height = `${box.height}px`;
  return made;
}

// Where a character is, in the window; behind the last one, where the next one would be.
function boxAt(index) {
  const range = document.createRange();
  if (index < letters.length) {
    range.setStart(letters, index);
    range.setEnd(letters, index + 1);
  } else {
    range.selectNodeContents(letters.nextSibling);
  }
  return range.getClientRects()[0] ?? range.getBoundingClientRect();
}

function boxesOf(start, end) {
  if (start === end)
    return [];
  const range = document.createRange();
  range.setStart(letters, start);
  range.setEnd(letters, end);
  return [...range.getClientRects()].slice(0, 300);
}

function isNow(person, what) {
  return person.isHere && (noticed.get(person.name)?.[what] ?? 0) > performance.now();
}

// The same in every page that shows the same people.
const hues = [8, 38, 95, 150, 188, 222, 278, 325];

function colourOf(name) {
  const taken = new Map();
  for (const other of [...new Set([...people.map(person => person.name), $("me").textContent])].sort()) {
    let slot = [...other].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 997, 7) % hues.length;
    for (let tries = 1; tries < hues.length && [...taken.values()].includes(slot); tries++)
      slot = (slot + 3) % hues.length;
    taken.set(other, slot);
  }
  return `hsl(${hues[taken.get(name) ?? 0]} 70% var(--lightness))`;
}

// --- Where one is in the text, while others change what is above.

// The caret if it can be seen, or else the first character that can; at the top nothing moves.
function rememberView() {
  const desk = $("desk").getBoundingClientRect();
  if ($("desk").scrollTop === 0)
    return null;
  let index = editor.selectionEnd;
  let { top } = boxAt(index);
  if (document.activeElement !== editor || top < desk.top || top > desk.bottom) {
    let high = letters.length;
    for (index = 0; index < high;) {
      const middle = (index + high) >> 1;
      if (boxAt(middle).top < desk.top)
        index = middle + 1;
      else
        high = middle;
    }
    ({ top } = boxAt(index));
  }
  return { anchor: index, head: index, top };
}

function restoreView() {
  if (view !== null)
    $("desk").scrollTop += boxAt(view.head).top - view.top;
  view = null;
}

function reveal(index) {
  const desk = $("desk").getBoundingClientRect();
  const box = boxAt(index);
  if (box.top < desk.top + 60 || box.bottom > desk.bottom - 20)
    $("desk").scrollTop += box.top - (desk.top + desk.bottom) / 2;
}

// A page that is loaded again is where it was.
addEventListener("pagehide", () => {
  if (opened)
    sessionStorage.setItem(opened, JSON.stringify({ ...selection(), scroll: $("desk").scrollTop }));
});

function comeBack() {
  const { anchor = 0, head = 0, scroll = 0 } = JSON.parse(sessionStorage.getItem(opened) ?? "{}");
  sessionStorage.removeItem(opened);
  editor.focus({ preventScroll: true });
  editor.setSelectionRange(Math.min(anchor, head), Math.max(anchor, head), anchor > head ? "backward" : "forward");
  $("desk").scrollTop = scroll;
}

// --- Around the document.

let state = { documents: [] };

function onState(message) {
  state = message;
  $("me").textContent = message.name;
  put($("connection"), message.connection);
  $("connection").classList.toggle("online", message.isOnline);
  showDocuments();
}

function onTrouble(message) {
  put($("trouble"), message.words);
}

function showDocuments() {
  $("documents").replaceChildren(...state.documents.map(({ name, isHere, people: others }) => {
    const where = [isHere ? "on this computer" : "", ...others].filter(Boolean).join(", ");
    const button = element("button", "", element("span", "called", name), element("span", "where", where));
    button.title = `${name} (${where})`;
    if (name === opened)
      button.setAttribute("aria-current", "page");
    button.addEventListener("click", () => open(name));
    return element("li", "", button);
  }));
}

function open(name) {
  showShelf(false);
  if (name && name !== opened)
    send({ type: "open", document: name });
}

$("create").addEventListener("submit", event => {
  event.preventDefault();
  open($("name").value.trim());
  $("name").value = "";
});

function showShelf(isOpen) {
  $("shelf").classList.toggle("open", isOpen);
  $("menu").setAttribute("aria-expanded", isOpen);
}

$("menu").addEventListener("click", () => showShelf(!$("shelf").classList.contains("open")));
addEventListener("hashchange", () => open(decodeURIComponent(location.hash.slice(1))));
addEventListener("resize", draw);

function element(tag, kind, ...content) {
  const made = document.createElement(tag);
  made.className = kind;
  made.append(...content);
  return made;
}

// What is said aloud is said once.
function put(place, words) {
  if (place.textContent !== words)
    place.textContent = words;
}

// --- The socket to the process that has served this page.

const handlers = { state: onState, text: onText, change: onChange, people: onPeople, trouble: onTrouble };

function receive(message) {
  if (composing && ["change", "people"].includes(message.type)) {
    waiting.push(message);
    return;
  }
  takeInput();
  handlers[message.type](message);
  draw();
}

function connect() {
  socket = new WebSocket(new URL("socket", location.href.replace(/^http/, "ws").replace(/#.*/, "")));
  socket.addEventListener("open", () => {
    opened = undefined;
    open(decodeURIComponent(location.hash.slice(1)));
  });
  socket.addEventListener("message", event => receive(JSON.parse(event.data)));
  socket.addEventListener("close", () => {
    // What would be typed now would be nowhere but here.
    editor.readOnly = true;
    put($("connection"), "CoEdit has stopped on this computer. Start it again, and open the address that it shows.");
    $("connection").classList.remove("online");
    setTimeout(connect, 1000);
  });
}

connect();
