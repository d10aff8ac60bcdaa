// Uses report.html in headless Chromium as a reader would, from the disk and without a network.
//   node browser.mjs walk REPORT FOLDER    every step of a reader; screenshots and print.pdf go to FOLDER
//   node browser.mjs hostile REPORT        opens every row and looks for a script that ran
//   node browser.mjs index PAGE FOLDER     a page without script, dark and light, narrow and on paper; screenshots go to FOLDER
//   node browser.mjs long REPORT           a long table: prints times, fails when the page grows with it
// Prints one line a step; exit code 1 with the first step that fails.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [kind, file, folder] = process.argv.slice(2);
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: quiet });
const faults = [];

/** A page that notes whatever it says, asks for or runs against its policy. */
async function open(options = {}, anchor = "", ready = "html[data-ready]") {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && faults.push(`console: ${m.text()}`));
  page.on("pageerror", (e) => faults.push(`error: ${e.message}`));
  page.on("request", (r) => r.url() !== url && faults.push(`request: ${r.url()}`));
  page.on("dialog", (d) => { faults.push(`dialog: ${d.message()}`); d.dismiss(); });
  await page.addInitScript(() => addEventListener("securitypolicyviolation", (e) => console.error("policy: " + e.violatedDirective)));
  await page.goto(url + anchor);
  await page.waitForSelector(ready);
  return page;
}

async function step(name, work) {
  const start = Date.now();
  try {
    await work();
    assert.deepEqual(faults, []);
    console.log(`ok: ${name} (${Date.now() - start} ms)`);
  } catch (e) {
    console.log(`failed: ${name}: ${e.stack}`);
    await browser.close();
    process.exit(1);
  }
}

async function accessible(page, what, part) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((part) => axe.run(part ?? document, { resultTypes: ["violations"] }), part);
  const grave = violations.filter((v) => ["serious", "critical"].includes(v.impact));
  assert.deepEqual(grave.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`), [], what);
}

const rowsOf = (page, grid = "#findings-grid") => page.locator(`${grid} .body .row`);
const heading = (page, name) => page.getByRole("grid", { name: "Findings" }).getByRole("columnheader", name);
const status = (page) => page.locator("#findings [role=status]");
const counted = (n, all) => `${n.toLocaleString("en")}${n === all ? "" : ` of ${all.toLocaleString("en")}`} ${n === 1 && n === all ? "row" : "rows"}`;
const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

async function walk() {
  const page = await open();
  const data = JSON.parse(await page.locator("#data").textContent());
  const all = data.findings.length;
  const says = async (n) => assert.equal(await status(page).textContent(), counted(n, all));

  await step("opens with all findings, gravest first", async () => {
    await says(all);
    assert.match(await rowsOf(page).first().textContent(), /critical/);
    assert.equal(await heading(page, { name: "Severity" }).getAttribute("aria-sort"), "ascending");
  });

  await step("searches in all words of a finding", async () => {
    const subject = data.findings.at(-1)[2];
    const word = subject.split(/\s+/).at(-1).toLowerCase();
    await page.getByRole("searchbox", { name: "Search" }).first().fill(word.toUpperCase());
    await page.waitForFunction((n) => !document.querySelector("#findings [role=status]").textContent.startsWith(n + " row"), all.toLocaleString("en"));
    const shown = Number((await status(page).textContent()).split(" ")[0].replaceAll(",", ""));
    const hits = data.findings.filter((f) => JSON.stringify(f).toLowerCase().includes(word) || data.checks[f[1]].title.toLowerCase().includes(word));
    assert.ok(shown > 0 && shown <= hits.length, `${shown} of ${hits.length} for ${word}`);
    await page.getByRole("searchbox", { name: "Search" }).first().fill("no such word anywhere");
    await page.getByText("Nothing matches.").waitFor();
    await page.getByRole("button", { name: "Show all" }).click();
    await says(all);
  });

  await step("filters by severity and subject", async () => {
    const [severity, check] = data.findings.find((f) => f[0] === "high");
    const { family } = data.checks[check];
    await page.locator("#findings").getByRole("combobox", { name: "Severity", exact: true }).selectOption(severity);
    await says(data.findings.filter((f) => f[0] === severity).length);
    await page.locator("#findings").getByRole("combobox", { name: "Subject", exact: true }).selectOption(family);
    await says(data.findings.filter((f) => f[0] === severity && data.checks[f[1]].family === family).length);
    await page.getByRole("button", { name: "Show all" }).click();
    await says(all);
  });

  await step("opens the findings behind a number of the summary", async () => {
    const cell = page.locator("button.count[data-severity][data-family]").first();
    const n = Number(await cell.textContent());
    await cell.click();
    await says(n);
    await page.getByRole("button", { name: "Show all" }).click();
  });

  await step("sorts by object both ways", async () => {
    const head = heading(page, { name: "Object" });
    const objects = data.findings.map((f) => f[2]).sort(new Intl.Collator("en", { numeric: true }).compare);
    const first = () => rowsOf(page).first().locator(".cell").nth(2).textContent();
    await head.getByRole("button").click();
    assert.equal(await head.getAttribute("aria-sort"), "ascending");
    assert.equal(await first(), objects[0]);
    await head.getByRole("button").click();
    assert.equal(await head.getAttribute("aria-sort"), "descending");
    assert.equal(await first(), objects.at(-1));
    await heading(page, { name: "Severity" }).getByRole("button").click();
  });

  const sheet = page.getByRole("dialog");
  const withFix = data.findings.findIndex((f) => f[9] && f[10] && data.populations[f[1]] && data.checks[f[1]].controls.length);

  await step("opens a finding and copies its repair", async () => {
    const finding = data.findings[withFix];
    await page.getByRole("searchbox", { name: "Search" }).first().fill(finding[6]);
    await page.waitForFunction(() => document.querySelector("#findings [role=status]").textContent.startsWith("1 of"));
    await rowsOf(page).first().click();
    assert.equal(await sheet.getByRole("heading", { level: 2 }).textContent(), finding[3]);
    assert.equal(await page.evaluate(() => location.hash), `#f-${finding[6]}`);
    await sheet.getByRole("button", { name: "Copy: Repair" }).click();
    await page.getByText("Copied.").waitFor({ state: "attached" });
    await accessible(page, "sheet of a finding", "#detail");
    await page.screenshot({ path: join(folder, "finding.png") });
    await sheet.getByRole("button", { name: "Close" }).click();
    const search = page.getByRole("searchbox", { name: "Search" }).first();
    await search.fill("");
    await search.press("Control+V");
    assert.equal(await search.inputValue(), finding[9].replaceAll("\n", ""));
    await page.getByRole("button", { name: "Show all" }).click();
  });

  await step("steps from finding to finding", async () => {
    await rowsOf(page).first().click();
    const title = () => sheet.getByRole("heading", { level: 2 }).textContent();
    const one = await title();
    assert.ok(await sheet.getByRole("button", { name: "Previous row" }).isDisabled());
    await sheet.getByRole("button", { name: "Next row" }).click();
    assert.notEqual(await title(), one);
    await sheet.getByRole("button", { name: "Previous row" }).click();
    assert.equal(await title(), one);
    await page.keyboard.press("Escape");
    assert.ok(!(await sheet.isVisible()));
  });

  await step("follows finding → control → requirement → control → findings → population", async () => {
    const check = data.findings[withFix][1], control = data.checks[check].controls[0];
    await page.goto(`${pathToFileURL(file).href}#f-${data.findings[withFix][6]}`);
    await sheet.getByRole("link", { name: control, exact: true }).click();
    assert.ok(!(await sheet.isVisible()));
    const details = page.locator(`#c-${control}`);
    assert.ok(await details.evaluate((d) => d.open), "control is folded");
    const requirement = details.locator("a[href^='#r-']").first();
    const target = (await requirement.getAttribute("href")).slice(1);
    await requirement.click();
    assert.ok(await page.locator(`[id="${target}"]`).isVisible());
    await page.locator(`[id="${target}"]`).getByRole("link", { name: control, exact: true }).first().click();
    await details.locator(`a[href="#check-${check}"]`).click();
    await says(data.findings.filter((f) => f[1] === check).length);
    assert.equal(await page.evaluate(() => document.activeElement.id), "findings-grid");
    await details.locator(`a[href="#population-${check}"]`).click();
    assert.equal(await page.locator("#population").inputValue(), check);
    assert.equal(Number(await page.locator("#population-grid").getAttribute("aria-rowcount")), data.populations[check] + 1);
    await page.getByRole("combobox", { name: "Result", exact: true }).selectOption("fail");
    assert.equal(Number(await page.locator("#population-grid").getAttribute("aria-rowcount")), data.findings.filter((f) => f[1] === check).length + 1);
    await page.getByRole("button", { name: "Show all" }).click();
  });

  await step("every link within the page leads somewhere", async () => {
    const dead = await page.evaluate(() => [...document.querySelectorAll("a[href^='#']")].map((a) => a.getAttribute("href").slice(1)).filter((h) => !/^(f|check|population)-/.test(h) && !document.getElementById(h)));
    assert.deepEqual(dead, []);
    const ids = await page.evaluate(() => { const seen = [...document.querySelectorAll("[id]")].map((e) => e.id); return seen.filter((id, i) => seen.indexOf(id) !== i); });
    assert.deepEqual(ids, [], "ids that stand twice");
    for (const href of await page.evaluate(() => [...new Set([...document.querySelectorAll("a[href^='#f-'],a[href^='#check-'],a[href^='#population-']")].map((a) => a.hash.slice(1)))])) {
      const [, what, id] = /^(f|check|population)-(.*)$/.exec(href);
      assert.ok(what === "f" ? data.findings.some((f) => f[6] === id) : what === "check" ? id in data.checks : id in data.populations, href);
    }
  });

  await step("is walked by keyboard alone", async () => {
    const keys = await open();
    await keys.keyboard.press("Tab");
    assert.equal(await keys.evaluate(() => document.activeElement.className), "skip");
    await keys.keyboard.press("Enter");
    const focused = () => keys.evaluate(() => document.activeElement.id || document.activeElement.getAttribute("aria-label") || document.activeElement.textContent);
    const reach = async (id) => { for (let i = 0; i < 200 && (await focused()) !== id; i++) await keys.keyboard.press("Tab"); assert.equal(await focused(), id); };
    await reach("find");
    await reach("findings-grid");
    for (let i = 0; i < 3; i++) await keys.keyboard.press("ArrowDown");
    const active = () => keys.evaluate(() => document.getElementById(document.getElementById("findings-grid").getAttribute("aria-activedescendant")).getAttribute("aria-rowindex"));
    assert.equal(await active(), "5");
    await keys.keyboard.press("End");
    assert.equal(await active(), String(all + 1));
    await keys.keyboard.press("Home");
    await keys.keyboard.press("ArrowDown");
    await keys.keyboard.press("Enter");
    assert.ok(await keys.getByRole("dialog").isVisible());
    const inside = () => keys.evaluate(() => document.activeElement === document.body || document.getElementById("detail").contains(document.activeElement));
    for (let i = 0; i < 25; i++) { await keys.keyboard.press("Tab"); assert.ok(await inside(), "focus left the open sheet"); }
    await keys.keyboard.press("Escape");
    assert.equal(await focused(), "findings-grid");
    assert.equal(await active(), "3");
    await keys.keyboard.press("Shift+Tab");
    await keys.keyboard.press("Shift+Tab");
    await keys.context().close();
  });

  await step("names its parts for screen readers", async () => {
    await accessible(page, "light");
    for (const name of ["Findings", "Population of the check"]) assert.equal(await page.getByRole("grid", { name }).count(), 1);
    assert.equal(await page.getByRole("navigation", { name: "Chapters" }).count(), 1);
    assert.equal(await page.getByRole("main").count(), 1);
    assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
    assert.equal(await page.getByRole("row", { selected: true }).first().isVisible(), true);
  });

  await step("is dark where the reader's system is, and changes on request", async () => {
    const dark = await open({ colorScheme: "dark" });
    const paper = () => dark.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const night = await paper();
    await dark.screenshot({ path: join(folder, "dark.png") });
    await accessible(dark, "dark");
    await dark.getByRole("button", { name: "Light theme" }).click();
    assert.notEqual(await paper(), night);
    await dark.getByRole("button", { name: "Dark theme" }).click();
    await dark.emulateMedia({ media: "print" });
    assert.equal(await paper(), "rgb(255, 255, 255)", "paper is not white in print");
    await dark.context().close();
  });

  await step("prints every finding, unfolded", async () => {
    const print = join(folder, "print.pdf");
    const paper = await open();
    await paper.pdf({ path: print, preferCSSPageSize: true });
    await paper.context().close();
    const text = execFileSync("pdftotext", ["-layout", print, "-"], { maxBuffer: 1 << 28 }).toString();
    const squeezed = text.replace(/\s+/g, "");
    for (const id of Object.keys(data.checks)) if (data.findings.some((f) => f[1] === id)) assert.ok(squeezed.includes(id), `${id} is not printed`);
    assert.ok(squeezed.includes("Notcovered"), "controls are printed folded");
    assert.ok(!squeezed.includes("Showall") && !squeezed.includes("Darktheme"), "buttons are printed");
  });

  await step("fits a window of 400 pixels, one of 320, and a zoom of 200 %", async () => {
    for (const [name, width, scale] of [["narrow", 400, 1], ["narrowest", 320, 1], ["zoomed", 640, 2]]) {
      const narrow = await open({ viewport: { width, height: 800 }, deviceScaleFactor: scale });
      assert.ok(await fits(narrow), `${name}: the page scrolls sideways`);
      if (name === "narrow") await accessible(narrow, name);
      await narrow.screenshot({ path: join(folder, `${name}.png`) });
      await rowsOf(narrow).first().click();
      assert.ok(await fits(narrow), `${name}: the open sheet scrolls sideways`);
      assert.ok(await narrow.getByRole("dialog").isVisible());
      await narrow.context().close();
    }
  });

  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: join(folder, "light.png") });
  await step("said nothing on the console, asked for nothing, kept its policy", async () => {});

  await step("its policy stops what it did not bring", async () => {
    const ran = await page.evaluate(async () => {
      const script = document.createElement("script"); script.textContent = "window.intruder = 1"; document.body.append(script);
      const image = document.createElement("img"); image.setAttribute("onerror", "window.intruder = 2"); image.src = "data:,"; document.body.append(image);
      const style = document.createElement("style"); style.textContent = "body { opacity: 0.5 }"; document.body.append(style);
      const fetched = await fetch("http://127.0.0.1:9/").then(() => true, () => false);
      await new Promise((done) => setTimeout(done, 100));
      return [window.intruder, getComputedStyle(document.body).opacity, fetched];
    });
    assert.deepEqual(ran, [undefined, "1", false]);
    assert.equal(faults.filter((f) => f.startsWith("console: policy:")).length, 4, faults.join("\n"));
    faults.length = 0;
  });
}

async function hostile() {
  const page = await open();
  const data = JSON.parse(await page.locator("#data").textContent());
  await step("opens every finding and row; no name becomes markup", async () => {
    for (const grid of ["#findings-grid", "#population-grid"]) {
      const rows = Number(await page.locator(grid).getAttribute("aria-rowcount")) - 1;
      assert.ok(rows > 0);
      for (let i = 0; i < rows; i++) {
        await page.locator(grid).focus();
        await page.keyboard.press("Home");
        for (let k = 0; k < i; k++) await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Enter");
        assert.ok(await page.getByRole("dialog").isVisible());
        await page.keyboard.press("Escape");
      }
    }
    const alien = await page.evaluate(() => ["img", "iframe", "object", "embed", "form", "svg script", "a[href^='javascript']", "base"].filter((s) => document.querySelector(s)));
    assert.deepEqual(alien, []);
    assert.equal(await page.locator("script").count(), 2 + Object.keys(data.populations).length);
  });
  await step("shows what hides and keeps what reads", async () => {
    const text = await page.evaluate(() => document.body.innerText);
    assert.ok(!/[\u202a-\u202e\u2066-\u2069\u200b\u0001\u001b]/.test(text), "a hidden character is shown as itself");
    for (const seen of ["⟨U+202E⟩", "⟨U+200B⟩", "⟨U+0001⟩", "管理者", "مدير", "<script>alert(1)</script>", "${report}"]) assert.ok(text.includes(seen), seen);
    await accessible(page, "hostile names");
  });
  await step("fits a window of 320 pixels with digests in its text", async () => {
    const narrow = await open({ viewport: { width: 320, height: 800 } });
    assert.ok((await narrow.evaluate(() => document.body.innerText)).match(/sha256:[0-9a-f]{64}/), "it shows no digest");
    assert.ok(await fits(narrow), "the page scrolls sideways");
  });
}

async function long() {
  const began = Date.now();
  const page = await open();
  const ready = await page.evaluate(() => performance.now());
  const rows = Number(await page.locator("#findings-grid").getAttribute("aria-rowcount")) - 1;
  const before = await page.evaluate(() => document.querySelectorAll("*").length);
  console.log(`${rows} rows, ${readFileSync(file).length} bytes: ready after ${Math.round(ready)} ms (${Date.now() - began} ms with the browser), ${before} elements`);
  await step("the page holds only the rows in view", async () => {
    assert.ok(rows >= 1000);
    const most = await page.evaluate(async () => {
      const box = document.getElementById("findings-grid"), frames = [];
      let drawn = 0, last = performance.now();
      for (let i = 0; i <= 120; i++) {
        box.scrollTop = (box.scrollHeight * i) / 120;
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        frames.push(performance.now() - last); last = performance.now();
        drawn = Math.max(drawn, box.querySelectorAll(".row").length);
      }
      frames.sort((a, b) => a - b);
      return { drawn, median: frames[60] / 2, worst: frames[120] / 2, elements: document.querySelectorAll("*").length, last: Number(box.querySelector(".body").lastChild.getAttribute("aria-rowindex")) };
    });
    console.log(`scroll through all: median ${most.median.toFixed(1)} ms a frame, worst ${most.worst.toFixed(1)} ms; at most ${most.drawn} rows drawn`);
    assert.ok(most.drawn < 80, `${most.drawn} rows`);
    assert.ok(most.elements <= before + 300, `${most.elements} elements`);
    assert.equal(most.last, rows + 1, "the last row is not reached");
  });
  await step("searches, sorts and opens the last row", async () => {
    const timed = async (what, work) => {
      await page.evaluate(() => { window.said = new Promise((done) => { const start = performance.now(); new MutationObserver((_, o) => { o.disconnect(); requestAnimationFrame(() => done(performance.now() - start)); }).observe(document.querySelector("#findings [role=status]"), { childList: true, characterData: true, subtree: true }); }); });
      await work();
      console.log(`${what}: ${Math.round(await page.evaluate(() => window.said))} ms`);
    };
    const search = page.getByRole("searchbox", { name: "Search" }).first();
    await timed("first search, 80 ms of it waiting", () => search.fill("999"));
    await timed("second search, 80 ms of it waiting", () => search.fill("9999"));
    await timed("show all", () => page.getByRole("button", { name: "Show all" }).click());
    await timed("sort by object", () => heading(page, { name: "Object" }).getByRole("button").click());
    await page.locator("#findings-grid").focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    assert.ok(await page.getByRole("dialog").isVisible());
  });
}

/** The index of packs. */
async function index() {
  for (const [name, options] of [["light", {}], ["dark", { colorScheme: "dark" }], ["narrow", { viewport: { width: 320, height: 700 } }]]) {
    await step(`index ${name}`, async () => {
      const page = await open(options, "", "main");
      await accessible(page, name);
      assert.ok(await fits(page), "the page is wider than its window");
      await page.screenshot({ path: join(folder, `index-${name}.png`), fullPage: true });
      await page.emulateMedia({ media: "print" });
      await accessible(page, `${name}, on paper`);
    });
  }
}

await { walk, hostile, index, long }[kind]();
await browser.close();
