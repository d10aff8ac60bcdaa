// What report.html does: fills its two long tables, opens findings, follows links, changes the theme.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("data");
  const severities = ["critical", "high", "medium", "low", "info"];
  const signs = { critical: "◆ ", high: "▲ ", medium: "■ ", low: "● ", info: "○ " };
  const at = (id) => document.getElementById(id);
  const link = (href, text) => { const a = make("a", "", text); a.href = href; return a; };

  // Findings: severity, check, object, sentence, waived, page, id, evidence, waiver, repair, undo, note on the severity.
  const family = (row) => data.checks[row[1]].family;
  const findings = new Grid(at("findings-grid"), {
    columns: [
      { title: "Severity", width: 6.5, of: (r) => r[0], text: (v) => (signs[v] || "") + visible(v), rank: (v) => severities.indexOf(v) },
      { title: "Check", width: 6, look: "mono", of: (r) => r[1] },
      { title: "Object", width: 13, look: "aside", of: (r) => r[2] },
      { title: "Finding", width: 24, look: "main", of: (r) => r[3] },
      { title: "Waived", width: 5.5, of: (r) => r[4], text: (v) => v === "yes" ? "waived" : "" },
      { title: "PDF page", width: 6, look: "aside", of: (r) => r[5], rank: (v) => v === "" ? null : Number(v), text: (v) => v },
    ],
    rows: data.findings,
    text: (r) => [r[0], r[1], family(r), data.checks[r[1]].title, r[2], r[3], r[6], r[8], ...Object.values(r[7])].join("\n").toLowerCase(),
    detail: (r, grid) => showFinding(r, grid),
  });
  findings.order(0, true);

  // Populations: parsed when they are looked at.
  const pick = at("population");
  const result = (v) => v === 1 ? "✓ pass" : v === 0 ? "✗ fail" : "? undecided";
  const population = new Grid(at("population-grid"), { columns: [], rows: [], detail: (r, grid) => showRow(r, grid) });
  const parsed = new Map();
  Object.entries(data.populations).forEach(([id, n]) => { const o = make("option", "", id + " " + data.checks[id].title + " (" + number(n) + ")"); o.value = id; pick.append(o); });
  const choose = () => {
    const id = pick.value;
    if (!id) { population.apply(); return; }
    if (!parsed.has(id)) parsed.set(id, read("rows-" + id));
    const p = parsed.get(id);
    population.show(p.columns.map((n, i) => n === "pass" ? { title: "result", width: 8, of: (r) => r[i], text: result } : { title: n.replaceAll("_", " "), width: n === "subject" ? 16 : 12, look: n === "subject" ? "main" : "mono", of: (r) => r[i] }), p.rows);
    at("population-query").textContent = data.checks[id].query;
    at("population-digest").textContent = number(p.rows.length) + (p.rows.length === 1 ? " row" : " rows") + ", sha256:" + p.digest;
  };
  pick.addEventListener("change", choose);
  const passes = at("population-result");
  passes.addEventListener("change", () => {
    const column = () => population.columns.findIndex((c) => c.title === "result");
    if (passes.value) population.filters.set("result", (r) => result(r[column()]).endsWith(passes.value)); else population.filters.delete("result");
    population.apply();
  });
  choose();

  // Search and filters.
  const search = (box, grid) => { let wait = 0; box.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(() => { grid.query = box.value; grid.apply(); }, 80); }); };
  search(at("find"), findings); search(at("find-object"), population);
  const filter = (id, of, rank) => {
    const select = at(id);
    [...new Set(data.findings.map(of))].sort((a, b) => rank ? rank(a) - rank(b) : compare(a, b)).forEach((v) => { const o = make("option", "", visible(v)); o.value = v; select.append(o); });
    select.addEventListener("change", () => { if (select.value) findings.filters.set(id, (r) => of(r) === select.value); else findings.filters.delete(id); findings.apply(); });
    return (value) => { select.value = value; select.dispatchEvent(new Event("change")); };
  };
  const set = { severity: filter("severity", (r) => r[0], (v) => severities.indexOf(v)), family: filter("family", family), check: filter("check", (r) => r[1]), waived: filter("waived", (r) => r[4]) };
  const narrow = (values) => { at("find").value = ""; findings.query = ""; Object.entries(set).forEach(([k, f]) => f(values[k] || "")); };
  at("clear").addEventListener("click", () => { narrow({}); at("find").focus(); });
  document.querySelectorAll("button.count[data-severity]").forEach((b) => b.addEventListener("click", () => { narrow(b.dataset); at("findings").scrollIntoView(); at("findings-grid").focus({ preventScroll: true }); }));

  // The sheet of one row.
  const dialog = at("detail"), sheet = dialog.querySelector(".sheet"), where = dialog.querySelector(".where");
  let open = null;
  const pairs = (list) => {
    const dl = make("dl");
    list.filter(([, v]) => v !== "" && v !== undefined).forEach(([k, v]) => { const dd = make("dd"); dd.dir = "ltr"; if (v instanceof Node) dd.append(v); else dd.textContent = visible(v); dl.append(make("dt", "", k), dd); });
    return dl;
  };
  const copy = async (text, button) => {
    let done = true;
    try { await navigator.clipboard.writeText(text); } catch {
      const area = make("textarea", "off", text); dialog.append(area); area.select(); done = document.execCommand("copy"); area.remove(); button.focus();
    }
    at("said").textContent = done ? "Copied." : "The browser refused to copy.";
    const say = (word) => { button.textContent = word; button.setAttribute("aria-label", word + ": " + button.value); };
    say(done ? "Copied" : "Refused"); setTimeout(() => { say("Copy"); at("said").textContent = ""; }, 2000);
  };
  const block = (title, text) => {
    if (!text) return [];
    const box = make("div", "block"), pre = make("pre", "", String(text).split("\n").map(visible).join("\n")), button = make("button", "", "Copy");
    pre.dir = "ltr"; button.type = "button"; button.value = title; button.setAttribute("aria-label", "Copy: " + title); button.addEventListener("click", () => copy(text, button));
    box.append(pre, button);
    if (String(text).replaceAll("\n", "").search(hidden) >= 0) box.append(make("p", "small soft", "It holds characters that do not show; they are copied as they are."));
    return [make("h3", "", title), box];
  };
  const list = (links) => { const span = make("span"); links.forEach((l, i) => span.append(i ? ", " : "", l)); return span; };
  const present = (grid, title, parts) => {
    open = grid;
    const h = make("h2", "", visible(title)); h.id = "detail-title"; h.tabIndex = -1;
    sheet.replaceChildren(h, ...parts);
    where.textContent = number(grid.active + 1) + " of " + number(grid.shown.length);
    dialog.querySelector("[data-step='-1']").disabled = grid.active === 0;
    dialog.querySelector("[data-step='1']").disabled = grid.active === grid.shown.length - 1;
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0; h.focus({ preventScroll: true });
  };
  const showFinding = (r, grid) => {
    const check = data.checks[r[1]], controls = check.controls.map((c) => link("#c-" + c, c));
    present(grid, r[3], [
      pairs([
        ["Severity", (signs[r[0]] || "") + r[0] + (r[11] ? ". " + r[11] : "")],
        ["Check", list([link("#check-" + r[1], r[1] + ": " + check.title)])],
        ["Why it matters", check.why], ["Waiver", r[8]],
        ["Object", r[2]], ...Object.entries(r[7]).map(([k, v]) => [k.replaceAll("_", " "), v]),
      ]),
      ...block("Repair", r[9]), ...block("Undo", r[10]),
      make("h3", "", "Where it leads"),
      pairs([
        ["Population", data.populations[r[1]] ? link("#population-" + r[1], data.populations[r[1]] === 1 ? "the one object examined, and the query" : "all " + number(data.populations[r[1]]) + " objects examined, and the query") : ""],
        ["Controls", controls.length ? list(controls) : ""],
        ["Report", r[5] ? link("report.pdf#page=" + r[5], "report.pdf, page " + r[5]) : ""],
        ["Finding", r[6]],
      ]),
    ]);
    history.replaceState(null, "", "#f-" + r[6]);
  };
  const showRow = (r, grid) => present(grid, r[0], [pairs(grid.columns.map((c) => [c.title, c.text ? c.text(c.of(r)) : c.of(r)]))]);
  dialog.querySelectorAll("[data-step]").forEach((b) => b.addEventListener("click", () => { open.move(open.active + Number(b.dataset.step)); open.open(); }));
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (e) => { if (e.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => { if (location.hash.startsWith("#f-")) history.replaceState(null, "", "#findings"); });

  // Links: to a finding, to all findings of a check, to a population, to what is folded away.
  const go = () => {
    const target = decodeURIComponent(location.hash.slice(1));
    if (target.startsWith("f-")) {
      const of = () => findings.shown.findIndex((i) => data.findings[i][6] === target.slice(2));
      if (of() < 0) narrow({});
      if (of() >= 0) { findings.move(of()); findings.open(); }
      return;
    }
    if (dialog.open) dialog.close();
    if (target.startsWith("check-")) { narrow({ check: target.slice(6) }); at("findings").scrollIntoView(); at("findings-grid").focus({ preventScroll: true }); return; }
    if (target.startsWith("population-") && target.slice(11) in data.populations) { pick.value = target.slice(11); choose(); at("populations").scrollIntoView(); at("population-grid").focus({ preventScroll: true }); return; }
    const element = target && at(target);
    if (!element) return;
    for (let e = element; e; e = e.parentElement) if (e.localName === "details") e.open = true;
    element.scrollIntoView();
    const head = element.querySelector("summary"); if (element.localName === "details" && head) head.focus({ preventScroll: true });
  };
  addEventListener("hashchange", go);
  document.addEventListener("click", (e) => { const a = e.target.closest && e.target.closest("a[href^='#']"); if (a && a.hash === location.hash) { e.preventDefault(); go(); } });

  // The chapter in view.
  const chapters = new Map([...document.querySelectorAll(".side a")].map((a) => [a.hash.slice(1), a]));
  const spy = new IntersectionObserver((entries) => entries.filter((e) => e.isIntersecting).forEach((e) => { chapters.forEach((a) => a.removeAttribute("aria-current")); chapters.get(e.target.id)?.setAttribute("aria-current", "true"); }), { rootMargin: "-20% 0px -75% 0px" });
  chapters.forEach((a, id) => { const section = at(id); if (section) spy.observe(section); });

  // What scrolls sideways is reached by keyboard too.
  const sideways = () => document.querySelectorAll(".wide").forEach((box) => {
    if (box.scrollWidth <= box.clientWidth) { ["tabindex", "role", "aria-label"].forEach((a) => box.removeAttribute(a)); return; }
    const title = box.closest("details")?.querySelector("summary h3, summary .mono") ?? box.closest("section").querySelector("h2");
    box.tabIndex = 0; box.setAttribute("role", "region"); box.setAttribute("aria-label", title.textContent);
  });
  addEventListener("resize", sideways);
  document.addEventListener("toggle", sideways, true);
  sideways();

  // On paper everything is unfolded.
  let unfolded = [];
  addEventListener("beforeprint", () => { unfolded = [...document.querySelectorAll("details:not([open])")]; unfolded.forEach((d) => { d.open = true; }); });
  addEventListener("afterprint", () => unfolded.forEach((d) => { d.open = false; }));

  const theme = at("theme"), root = document.documentElement, prefers = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : prefers.matches;
  const name = () => { theme.textContent = isDark() ? "Light theme" : "Dark theme"; };
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; name(); });
  prefers.addEventListener("change", name);
  name();
  go();
  root.dataset.ready = "yes";
})();
