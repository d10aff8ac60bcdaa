"use strict";
// A table of any length: only the rows in view exist. Every value enters as text, never as markup.
const hidden = /[\u0000-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff]|[\u{e0000}-\u{e0fff}]/gu;
const visible = (value) => value === null || value === undefined ? "–" : String(value).replace(hidden, (c) => "⟨U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") + "⟩");
const make = (name, className, text) => { const e = document.createElement(name); if (className) e.className = className; if (text !== undefined) e.textContent = text; return e; };
const number = (n) => n.toLocaleString("en");
const words = new Intl.Collator("en", { numeric: true }).compare;
const compare = (a, b) => {
  if (a === b) return 0;
  if (a === null || a === undefined || a === "") return 1;
  if (b === null || b === undefined || b === "") return -1;
  return typeof a === "number" && typeof b === "number" ? a - b : words(String(a), String(b));
};

// A column: title, width in rem, of(row) gives the value, text(value) its words, rank(value) its place in the order.
class Grid {
  static PRINTED = 2000;

  constructor(box, options) {
    this.box = box; this.options = options; this.filters = new Map(); this.query = ""; this.active = 0; this.drawn = new Map();
    this.status = box.parentElement.querySelector("[role=status]");
    this.paper = box.parentElement.querySelector(".print");
    box.tabIndex = 0; box.setAttribute("role", "grid");
    let waits = false;
    box.addEventListener("scroll", () => { if (!waits) { waits = true; requestAnimationFrame(() => { waits = false; this.draw(); }); } });
    box.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.resize()).observe(box);
    addEventListener("beforeprint", () => this.print());
    this.show(options.columns, options.rows);
  }
  show(columns, rows) {
    this.columns = columns; this.rows = rows; this.sort = null; this.texts = [];
    this.box.replaceChildren(); this.drawn.clear();
    const width = columns.map((c) => c.width || 14);
    this.box.style.setProperty("--columns", width.map((w) => "minmax(" + w + "rem, " + w + "fr)").join(" "));
    this.box.style.setProperty("--width", width.reduce((a, b) => a + b, 0) + "rem");
    this.box.setAttribute("aria-colcount", columns.length);
    const head = make("div", "row headrow"); head.setAttribute("role", "row"); head.setAttribute("aria-rowindex", 1);
    this.heads = columns.map((column, i) => {
      const cell = make("div"); cell.setAttribute("role", "columnheader"); cell.setAttribute("aria-sort", "none"); cell.setAttribute("aria-colindex", i + 1);
      const button = make("button", "", column.title); button.type = "button"; button.title = "Sort by " + column.title;
      button.addEventListener("click", () => this.order(i));
      cell.append(button); head.append(cell);
      return cell;
    });
    this.head = head;
    this.body = make("div", "body"); this.body.setAttribute("role", "rowgroup");
    this.box.append(head, this.body);
    this.resize();
    this.apply();
  }
  resize() {
    this.row = parseFloat(getComputedStyle(this.box).getPropertyValue("--row")) || 36;
    if (!this.shown) return;
    this.body.style.height = this.shown.length * this.row + "px";
    this.draw(true);
  }
  text(i) {
    return this.texts[i] ??= this.options.text ? this.options.text(this.rows[i]) : this.rows[i].map((v) => v === null ? "" : String(v)).join("\n").toLowerCase();
  }
  apply() {
    const wanted = this.query.toLowerCase().split(/\s+/).filter(Boolean);
    const filters = [...this.filters.values()];
    let shown = [];
    for (let i = 0; i < this.rows.length; i++) if (filters.every((f) => f(this.rows[i])) && wanted.every((w) => this.text(i).includes(w))) shown.push(i);
    if (this.sort) {
      const { of, rank } = this.columns[this.sort.column], turn = this.sort.up ? 1 : -1;
      const keyed = shown.map((i) => { const v = of(this.rows[i]); return [rank ? rank(v) : v, i]; });
      shown = keyed.sort((a, b) => turn * compare(a[0], b[0]) || a[1] - b[1]).map((k) => k[1]);
    }
    this.shown = shown; this.active = 0; this.box.scrollTop = 0;
    this.body.style.height = shown.length * this.row + "px";
    this.box.setAttribute("aria-rowcount", shown.length + 1);
    this.status.textContent = shown.length === this.rows.length ? number(shown.length) + (shown.length === 1 ? " row" : " rows") : number(shown.length) + " of " + number(this.rows.length) + " rows";
    this.draw(true);
  }
  order(column, up = !(this.sort && this.sort.column === column && this.sort.up)) {
    this.sort = { column, up };
    this.heads.forEach((cell, i) => cell.setAttribute("aria-sort", i === column ? (up ? "ascending" : "descending") : "none"));
    this.apply();
  }
  draw(isNew) {
    if (isNew) { this.body.replaceChildren(); this.drawn.clear(); }
    const from = Math.max(0, Math.floor(this.box.scrollTop / this.row) - 6);
    const to = Math.min(this.shown.length, from + Math.ceil(this.box.clientHeight / this.row) + 14);
    for (const [at, row] of this.drawn) if (at < from || at >= to) { row.remove(); this.drawn.delete(at); }
    for (let at = from; at < to; at++) if (!this.drawn.has(at)) this.add(at);
    if (!this.shown.length && !this.body.firstChild) {
      const row = make("div"), cell = make("div", "empty", "Nothing matches."); row.setAttribute("role", "row"); cell.setAttribute("role", "gridcell"); row.append(cell); this.body.append(row);
    }
    this.mark();
  }
  add(at) {
    const row = make("div", "row"), values = this.rows[this.shown[at]];
    row.setAttribute("role", "row"); row.setAttribute("aria-rowindex", at + 2); row.id = this.box.id + "-" + at;
    row.style.top = at * this.row + "px";
    this.columns.forEach((column, i) => {
      const value = column.of(values), cell = make("div", "cell " + (column.look || ""), column.text ? column.text(value) : visible(value));
      cell.setAttribute("role", "gridcell"); cell.setAttribute("aria-colindex", i + 1); cell.dir = "ltr"; row.append(cell);
    });
    row.addEventListener("click", () => { this.active = at; this.mark(); this.open(); });
    const next = [...this.drawn.keys()].filter((k) => k > at).sort((a, b) => a - b)[0];
    this.body.insertBefore(row, next === undefined ? null : this.drawn.get(next));
    this.drawn.set(at, row);
  }
  mark() {
    for (const [at, row] of this.drawn) { row.classList.toggle("active", at === this.active); row.setAttribute("aria-selected", at === this.active); }
    if (this.drawn.has(this.active)) this.box.setAttribute("aria-activedescendant", this.box.id + "-" + this.active); else this.box.removeAttribute("aria-activedescendant");
  }
  move(to) {
    this.active = Math.min(this.shown.length - 1, Math.max(0, to));
    const top = this.active * this.row, bottom = top + this.row + this.head.offsetHeight;
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    else if (bottom > this.box.scrollTop + this.box.clientHeight) this.box.scrollTop = bottom - this.box.clientHeight;
    this.draw();
  }
  key(event) {
    if (event.target !== this.box) return;
    const page = Math.max(1, Math.floor(this.box.clientHeight / this.row) - 2);
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -this.shown.length, End: this.shown.length };
    if (event.key in moves) { event.preventDefault(); this.move(this.active + moves[event.key]); }
    else if ((event.key === "Enter" || event.key === " ") && this.shown.length) { event.preventDefault(); this.open(); }
  }
  open() { this.options.detail(this.rows[this.shown[this.active]], this); }
  print() {
    const table = make("table"), head = make("tr"), body = make("tbody"), thead = make("thead");
    this.columns.forEach((c) => { const th = make("th", "", c.title); th.scope = "col"; head.append(th); });
    thead.append(head);
    this.shown.slice(0, Grid.PRINTED).forEach((i) => { const tr = make("tr"); this.columns.forEach((c) => { const v = c.of(this.rows[i]); tr.append(make("td", "", c.text ? c.text(v) : visible(v))); }); body.append(tr); });
    table.append(thead, body); this.paper.replaceChildren(table);
    if (this.shown.length > Grid.PRINTED) this.paper.append(make("p", "", number(this.shown.length - Grid.PRINTED) + " more rows are not printed."));
  }
}
