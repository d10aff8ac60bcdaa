"use strict";
// Tables of any length: only the rows in view exist. Every value enters as text, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const ROW = 34, PRINTED = 2000;
  const hidden = /[\u0000-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff]|[\u{e0000}-\u{e0fff}]/gu;
  const visible = (value) => value === null || value === undefined ? "–" : String(value).replace(hidden, (c) => "⟨U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") + "⟩");
  const make = (name, className, text) => { const e = document.createElement(name); if (className) e.className = className; if (text !== undefined) e.textContent = text; return e; };
  const order = ["critical", "high", "medium", "low", "info"];
  const compare = (a, b) => {
    if (a === b) return 0;
    if (a === null || a === undefined) return 1;
    if (b === null || b === undefined) return -1;
    if (typeof a === "number" && typeof b === "number") return a - b;
    const x = order.indexOf(a), y = order.indexOf(b);
    if (x >= 0 && y >= 0) return x - y;
    return String(a) < String(b) ? -1 : 1;
  };

  class Grid {
    constructor(box, options) {
      this.box = box; this.detail = options.detail; this.filters = {}; this.query = ""; this.active = 0; this.sort = null;
      this.status = box.parentElement.querySelector("[role=status]");
      this.printed = box.parentElement.querySelector(".print");
      box.tabIndex = 0; box.setAttribute("role", "grid");
      box.addEventListener("scroll", () => this.draw());
      box.addEventListener("keydown", (event) => this.key(event));
      new ResizeObserver(() => this.draw()).observe(box);
      addEventListener("beforeprint", () => this.print());
      this.show(options.columns, options.rows);
    }
    show(columns, rows) {
      this.columns = columns; this.rows = rows; this.sort = null;
      this.texts = null;
      this.box.replaceChildren();
      const width = columns.map((c) => c.width || 14);
      this.box.style.setProperty("--columns", width.map((w) => "minmax(" + w + "rem, " + w + "fr)").join(" "));
      this.box.style.setProperty("--width", width.reduce((a, b) => a + b, 0) + "rem");
      this.box.setAttribute("aria-colcount", columns.length);
      const head = make("div", "row headrow"); head.setAttribute("role", "row"); head.setAttribute("aria-rowindex", 1);
      columns.forEach((column, i) => {
        const cell = make("div"); cell.setAttribute("role", "columnheader"); cell.setAttribute("aria-sort", "none");
        const button = make("button", "", column.title); button.type = "button";
        button.addEventListener("click", () => this.order(i));
        cell.append(button); head.append(cell);
      });
      this.body = make("div", "body"); this.body.setAttribute("role", "rowgroup");
      this.box.append(head, this.body);
      this.apply();
    }
    text(i) {
      if (!this.texts) this.texts = new Array(this.rows.length);
      return this.texts[i] ??= this.rows[i].map((v) => v === null ? "" : String(v)).join("\u0000").toLowerCase();
    }
    apply() {
      const words = this.query.toLowerCase().split(/\s+/).filter(Boolean);
      const filters = Object.entries(this.filters).filter(([, v]) => v !== "");
      const shown = [];
      for (let i = 0; i < this.rows.length; i++) {
        if (filters.every(([c, v]) => String(this.rows[i][c]) === v) && words.every((w) => this.text(i).includes(w))) shown.push(i);
      }
      if (this.sort) { const { column, up } = this.sort; shown.sort((a, b) => (up ? 1 : -1) * compare(this.rows[a][column], this.rows[b][column]) || a - b); }
      this.shown = shown; this.active = 0; this.box.scrollTop = 0;
      this.body.style.height = shown.length * ROW + "px";
      this.box.setAttribute("aria-rowcount", shown.length + 1);
      this.status.textContent = shown.length.toLocaleString("en") + " of " + this.rows.length.toLocaleString("en") + " rows";
      this.draw();
    }
    order(column) {
      const up = this.sort && this.sort.column === column ? !this.sort.up : true;
      this.sort = { column, up };
      this.box.querySelectorAll("[role=columnheader]").forEach((cell, i) => {
        cell.setAttribute("aria-sort", i === column ? (up ? "ascending" : "descending") : "none");
        cell.firstChild.textContent = this.columns[i].title + (i === column ? (up ? " ↑" : " ↓") : "");
      });
      this.apply();
    }
    draw() {
      const from = Math.max(0, Math.floor(this.box.scrollTop / ROW) - 6);
      const to = Math.min(this.shown.length, from + Math.ceil(this.box.clientHeight / ROW) + 14);
      const rows = [];
      for (let at = from; at < to; at++) {
        const row = make("div", "row" + (at === this.active ? " active" : ""));
        row.setAttribute("role", "row"); row.setAttribute("aria-rowindex", at + 2); row.setAttribute("aria-selected", at === this.active); row.id = this.box.id + "-" + at;
        row.style.top = at * ROW + "px";
        const values = this.rows[this.shown[at]];
        this.columns.forEach((column, i) => {
          const cell = make("div", "cell" + (column.mono ? " mono" : ""), (column.sign ? column.sign(values[i]) : "") + visible(values[i])); cell.setAttribute("role", "gridcell"); cell.dir = "ltr"; row.append(cell);
        });
        row.addEventListener("click", () => { this.active = at; this.draw(); this.open(); });
        rows.push(row);
      }
      this.body.replaceChildren(...rows);
      if (to > from) this.box.setAttribute("aria-activedescendant", this.box.id + "-" + this.active); else this.box.removeAttribute("aria-activedescendant");
    }
    key(event) {
      if (event.target !== this.box) return;
      const page = Math.max(1, Math.floor(this.box.clientHeight / ROW) - 2);
      const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -this.shown.length, End: this.shown.length };
      if (event.key in moves) {
        event.preventDefault();
        this.active = Math.min(this.shown.length - 1, Math.max(0, this.active + moves[event.key]));
        const top = this.active * ROW, bottom = top + 2 * ROW;
        if (top < this.box.scrollTop) this.box.scrollTop = top;
        else if (bottom > this.box.scrollTop + this.box.clientHeight) this.box.scrollTop = bottom - this.box.clientHeight;
        this.draw();
      } else if (event.key === "Enter" && this.shown.length) { event.preventDefault(); this.open(); }
    }
    open() { this.detail(this.rows[this.shown[this.active]], this.columns); }
    print() {
      const table = make("table"), head = make("tr"), body = make("tbody");
      this.columns.forEach((c) => { const th = make("th", "", c.title); th.scope = "col"; head.append(th); });
      const thead = make("thead"); thead.append(head);
      this.shown.slice(0, PRINTED).forEach((i) => { const tr = make("tr"); this.rows[i].slice(0, this.columns.length).forEach((v) => tr.append(make("td", "", visible(v)))); body.append(tr); });
      table.append(thead, body); this.printed.replaceChildren(table);
      if (this.shown.length > PRINTED) this.printed.append(make("p", "", (this.shown.length - PRINTED) + " more rows are not printed."));
    }
  }

  const dialog = document.getElementById("detail");
  const open = (title, pairs) => {
    dialog.querySelector("h2").textContent = visible(title);
    const list = dialog.querySelector("dl"); list.replaceChildren();
    pairs.filter(([, v]) => v !== "" && v !== undefined).forEach(([k, v, block]) => {
      list.append(make("dt", "", k)); const dd = make("dd"); dd.dir = "ltr";
      if (block) dd.append(make("pre", "", String(v).split("\n").map(visible).join("\n"))); else dd.textContent = visible(v);
      list.append(dd);
    });
    dialog.showModal();
  };
  dialog.querySelector("button").addEventListener("click", () => dialog.close());

  const tools = (id, grid) => {
    const box = document.getElementById(id);
    let wait = 0;
    box.querySelector("input[type=search]").addEventListener("input", (e) => { clearTimeout(wait); wait = setTimeout(() => { grid.query = e.target.value; grid.apply(); }, 80); });
    box.querySelectorAll("select[data-column]").forEach((select) => {
      const column = Number(select.dataset.column);
      [...new Set(grid.rows.map((r) => r[column]))].sort(compare).forEach((v) => { const o = make("option", "", visible(v)); o.value = v; select.append(o); });
      select.addEventListener("change", () => { grid.filters[column] = select.value; grid.apply(); });
    });
  };
  const signs = { critical: "◆ ", high: "▲ ", medium: "■ ", low: "● ", info: "○ " };
  const findings = new Grid(document.getElementById("findings-grid"), {
    columns: [{ title: "Severity", width: 7, sign: (v) => signs[v] || "" }, { title: "Check", width: 7, mono: true }, { title: "Object", width: 16 }, { title: "Finding", width: 32 }, { title: "Waived", width: 5 }, { title: "PDF page", width: 5 }],
    rows: data.findings,
    detail: (r) => open(r[3], [["Finding", r[6]], ["Check", r[1] + ": " + data.checks[r[1]].title], ["Why", data.checks[r[1]].why], ["Severity", (signs[r[0]] || "") + r[0] + (r[11] ? ". " + r[11] : "")], ["Object", r[2]], ...Object.entries(r[7]).map(([k, v]) => [k.replaceAll("_", " "), v]), ["Waiver", r[8]], ["Repair", r[9], true], ["Undo", r[10], true]]),
  });
  tools("findings-tools", findings);

  const columns = (names) => names.map((n) => ({ title: n.replaceAll("_", " "), width: n === "pass" ? 5 : 14, mono: n !== "subject" }));
  const pick = document.getElementById("population");
  const ids = Object.keys(data.populations);
  ids.forEach((id) => { const o = make("option", "", id + " " + data.checks[id].title + " (" + data.populations[id].rows.length + ")"); o.value = id; pick.append(o); });
  const population = new Grid(document.getElementById("population-grid"), { columns: [], rows: [], detail: (row, cols) => open(row[0], cols.map((c, i) => [c.title, row[i]])) });
  tools("population-tools", population);
  const choose = () => { const p = data.populations[pick.value]; if (!p) return; population.show(columns(p.columns), p.rows); document.getElementById("population-query").textContent = data.checks[pick.value].query; document.getElementById("population-digest").textContent = p.rows.length + " rows, sha256:" + p.digest; };
  pick.addEventListener("change", choose);
  choose();

  const theme = document.getElementById("theme");
  theme.addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    theme.setAttribute("aria-pressed", String(!dark));
  });
  document.documentElement.dataset.ready = "yes";
})();
