<#ftl output_format="screen">
<#include "../words.ftl">
<#assign issue = report.issue()>
<#assign scope = report.scope()>
<#function plural number one many><#return number + " " + (number == 1)?then(one, many)></#function>
<#macro verdict word sign><#local kind = (word == "fail" || word == "gaps found" || word == "expired")?then("v-bad", (word == "pass" || word == "supported" || word == "attached")?then("v-good", (word == "not assessed" || word == "missing" || word == "manual" || word == "partly supported")?then("v-open", "soft")))><span class="verdict ${kind}"><span aria-hidden="true">${sign}</span> ${word}</span></#macro>
<#macro severity word><span class="verdict"><span aria-hidden="true">${report.severitySign(word)}</span> ${word}</span></#macro>
<#macro code text><pre><#list text?replace("\r", "")?replace("\t", "  ")?trim?split("\n") as line>${line}<#sep>
</#sep></#list></pre></#macro>
<#macro bullets items><#if items?has_content><ul><#list items as item><li>${item}</li></#list></ul></#if></#macro>
<#macro findings number id><#if (number > 0)><a href="#check-${id}">${number}</a><#else>0</#if></#macro>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '${scriptHash?no_esc}'; style-src '${styleHash?no_esc}'; img-src data:; base-uri 'none'; form-action 'none'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<title>Evidence report ${cover.system()}, ${report.assessment().collectedAt()}</title>
<style>${style?no_esc}</style>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<div class="shell">
<nav class="side" aria-label="Chapters">
<p class="name">${cover.system()}</p>
<#list [{"title": "Judgement", "links": [["summary", "Summary"], ["findings", "Findings"], ["requirements", "Requirements"], ["controls", "Controls"], ["exceptions", "Exceptions"], ["waivers", "Waivers"]]}, {"title": "Facts", "links": [["populations", "Populations"]] + report.topics()?map(t -> [t.id(), t.title()])}, {"title": "Proof", "links": [["scope", "Scope and gaps"], ["completeness", "Completeness"], ["provenance", "Provenance"], ["glossary", "Glossary"], ["verification", "Verification"]]}] as g>
<p class="group" id="group-${g?counter}">${g.title}</p>
<ul aria-labelledby="group-${g?counter}"><#list g.links as l><li><a href="#${l[0]}">${l[1]}</a></li></#list></ul>
</#list>
<button type="button" id="theme">Light or dark</button>
</nav>
<div>
<header class="head">
<p class="eyebrow">Evidence report · ${issue.classification()}</p>
<h1>${cover.system()}</h1>
<p class="lead">${cover.server()}, ${cover.state()}, facts of ${cover.collectedAt()}. Judged against ${cover.frameworks()}.</p>
<#list cover.warnings() as w><p class="warn"><span aria-hidden="true">⚠</span> ${w}</p></#list>
</header>
<main id="main">
<noscript><p class="warn">Scripts are off: the tables of findings and populations need them. report.pdf and evidence.xlsx hold the same.</p></noscript>
<section id="summary" aria-labelledby="summary-title">
<h2 id="summary-title">Summary</h2>
<p class="lead">${plural(cover.checks(), "check", "checks")} and ${plural(cover.findings(), "finding", "findings")}, of them ${cover.waived()} waived. There is no score: a number would hide what it is made of.</p>
<dl class="figures"><#list cover.verdicts() as v><div><dt><span aria-hidden="true">${v.sign()}</span> ${v.word()}</dt><dd>${v.number()}</dd></div></#list></dl>
<h3>Where the findings are</h3>
<#if (cover.findings() > 0)><svg class="stripe" viewBox="0 0 ${cover.findings()} 1" preserveAspectRatio="none" aria-hidden="true"><#assign left = 0><#list cover.severities() as s><rect class="s-${s.word()}" x="${left}" y="0" width="${s.number()}" height="1"/><#assign left = left + s.number()></#list></svg></#if>
<div class="wide"><table class="columns"><thead><tr><th scope="col">Subject of the checks</th><#list cover.severities() as s><th scope="col" class="number"><span aria-hidden="true">${s.sign()}</span> ${s.word()}</th></#list><th scope="col" class="number">Checks failed</th><th scope="col" class="number">Not assessed</th><th scope="col" class="number">Passed</th></tr></thead><tbody>
<#list families as f><tr><th scope="row">${f.title()}</th><#list f.severities() as s><td class="number"><#if (s.number() > 0)><button type="button" class="count" data-severity="${s.word()}" data-family="${f.title()}" aria-label="${plural(s.number(), s.word() + " finding", s.word() + " findings")}: ${f.title()}">${s.number()}</button><#else><span class="none">–</span></#if></td></#list><td class="number">${f.verdicts()[1]}</td><td class="number">${f.verdicts()[2]}</td><td class="number">${f.verdicts()[0]}</td></tr></#list>
<tr><th scope="row"><b>All</b></th><#list cover.severities() as s><td class="number"><#if (s.number() > 0)><button type="button" class="count" data-severity="${s.word()}" aria-label="${plural(s.number(), s.word() + " finding", s.word() + " findings")}">${s.number()}</button><#else><span class="none">–</span></#if></td></#list><#list ["fail", "not assessed", "pass"] as word><td class="number"><b><#list cover.verdicts()?filter(v -> v.word() == word) as v>${v.number()}</#list></b></td></#list></tr>
</tbody></table></div>
<p class="small soft noprint">A number opens its findings.</p>
<h3>Since the previous pack</h3>
<#if issue.changes()?has_content><@bullets items=issue.changes()/><#else><p>${issue.previous()}</p></#if>
<#if issue.supersedes().isPresent()><p>${issue.supersedes().get()}</p></#if>
</section>
<section id="findings" aria-labelledby="findings-title">
<h2 id="findings-title">Findings</h2>
<#if excerpt?has_content><p class="warn">${excerpt}</p></#if>
<p class="lead">Every object that fails a check, gravest first. A waived finding stays a failure. <span class="noprint">Arrow keys move, Enter opens the evidence, the repair and its undo.</span></p>
<div class="tools">
<label class="grow">Search<input type="search" id="find" autocomplete="off" placeholder="role, table, check, any word of the evidence"/></label>
<label>Severity<select id="severity"><option value="">all</option></select></label>
<label>Subject<select id="family"><option value="">all</option></select></label>
<label>Check<select id="check"><option value="">all</option></select></label>
<label>Waived<select id="waived"><option value="">all</option></select></label>
<button type="button" id="clear">Show all</button>
</div>
<p class="small soft" role="status"></p>
<div class="grid cards" id="findings-grid" aria-label="Findings"></div><div class="print"></div>
</section>
<section id="requirements" aria-labelledby="requirements-title"><h2 id="requirements-title">Requirements</h2>
<p class="lead">From requirement to control, and from there to checks. Verdicts come from direct checks only.</p>
<#list report.volumes() as volume><h3>${volume.title()}, ${volume.edition()}</h3><p class="small soft">${volume.source()}. <#list volume.counts()?filter(c -> c.number() > 0) as c>${c.number()} ${c.word()}<#sep>, </#sep></#list>.</p>
<div class="wide"><table><thead><tr><th scope="col">Id</th><th scope="col">Requirement</th><th scope="col">Verdict</th><th scope="col">Manual evidence</th><th scope="col">Controls</th><th scope="col" class="number">PDF page</th></tr></thead><tbody>
<#list volume.requirements() as r><tr id="${r.anchor()}"><td class="key"><b>${r.id()}</b></td><td>${r.title()}<details><summary>What it asks</summary><p>${r.paraphrase()}</p><#if r.mustAdd()?has_content><p class="soft small">A person must add:</p><@bullets items=r.mustAdd()/></#if></details></td><td><@verdict word=r.verdict() sign=r.sign()/></td><td><@verdict word=r.manual() sign=r.manualSign()/></td><td><#list ["direct", "supporting", "context"] as strength><#assign edges = r.links()?filter(l -> l.strength() == strength)><#if edges?has_content><span class="soft small">${strength}</span> <#list edges as l><a href="#c-${l.control().id()}" class="key">${l.control().id()}</a><#sep> </#sep></#list><br/></#if></#list></td><td class="number"><#if pages.of(r.anchor())?has_content><a href="report.pdf#page=${pages.of(r.anchor())}">${pages.of(r.anchor())}</a></#if></td></tr></#list>
</tbody></table></div></#list>
</section>
<section id="controls" aria-labelledby="controls-title"><h2 id="controls-title">Controls</h2>
<p class="lead">What each control is, how it was tested, what came out and what a person must add.</p>
<#list report.controls() as s><details id="c-${s.id()}"><summary><h3>${s.id()} · ${s.title()}</h3> <@verdict word=s.verdict() sign=s.sign()/></summary>
<p>${s.description()}</p><p class="soft">${s.testProcedure()}</p>
<#if s.checks()?has_content><div class="wide"><table><thead><tr><th scope="col">Check</th><th scope="col">Expected state</th><th scope="col">Result</th><th scope="col" class="number">Examined</th><th scope="col" class="number">Failed</th><th scope="col" class="number">Undecided</th></tr></thead><tbody><#list s.checks() as k><tr><td class="mono key">${k.id()}</td><td>${k.title()}<#if k.ask()?has_content><br/><span class="soft small">${k.ask()}</span></#if><#if k.reason()?has_content><br/><span class="soft small">${k.reason()}</span></#if></td><td><@verdict word=k.verdict() sign=k.sign()/></td><td class="number"><#if (k.population() > 0)><a href="#population-${k.id()}" aria-label="Population of ${k.id()}: ${k.examined()}">${k.examined()}</a><#else>${k.examined()}</#if></td><td class="number"><#if k.findings()?has_content><a href="#check-${k.id()}" aria-label="Findings of ${k.id()}: ${k.findings()?size}">${k.findings()?size}</a><#else>0</#if></td><td class="number">${k.undecided()}</td></tr></#list></tbody></table></div></#if>
<#if s.manualEvidence()?has_content><p><b>A person must add</b></p><@bullets items=s.manualEvidence()/></#if>
<#if s.notCovered()?has_content><p><b>Not covered</b></p><@bullets items=s.notCovered()/></#if>
<#if s.satisfies()?has_content><p><b>Speaks to</b></p><ul><#list s.satisfies() as e><li><#assign target = ""><#list report.volumes() as v><#list v.requirements()?filter(r -> r.framework() == e.framework() && r.id() == e.requirement()) as r><#assign target = r.anchor()></#list></#list><#if target?has_content><a href="#${target}">${e.frameworkTitle()} ${e.requirement()}</a><#else>${e.frameworkTitle()} ${e.requirement()}</#if>, ${e.strength()}: ${e.rationale()}</li></#list></ul></#if></details></#list>
</section>
<section id="exceptions" aria-labelledby="exceptions-title"><h2 id="exceptions-title">Exceptions</h2>
<p class="lead">Since when each finding has stood, who answers for it, and what management says. Resolved only when its check was judged again without it.</p>
<#assign standing = report.register().entries()?filter(e -> e.isOpen())>
<p class="small soft">${report.register().carried()} <b>${standing?size}</b> open, of them <b>${standing?filter(e -> e.isOverdue())?size}</b> overdue and <b>${standing?filter(e -> !e.answer().response().isPresent())?size}</b> without a management response. ${report.register().entries()?size - standing?size} resolved, in evidence.xlsx.</p>
<#if standing?has_content><div class="wide"><table><thead><tr><th scope="col">Severity</th><th scope="col">Exception</th><th scope="col">Since</th><th scope="col" class="number">Days</th><th scope="col">Owner</th><th scope="col">Due</th><th scope="col">Management response</th></tr></thead><tbody><#list standing as e><#if e?index lt 500><tr><td><@severity word=e.severity()/></td><td><#if e.state() == "OPEN"><a href="#f-${e.id()}">${e.sentence()}</a><#else>${e.sentence()}</#if><br/><span class="mono small soft">${e.id()}</span><#if e.state() == "NOT_ASSESSED"><br/><b>Not assessed this time, so not shown to be resolved.</b></#if></td><td class="key">${e.openedAt()[0..9]}</td><td class="number">${e.ageDays()}</td><td>${e.answer().owner().orElse("–")}</td><td class="key">${e.answer().due().orElse("–")}<#if e.isOverdue()> <b>overdue</b></#if></td><td>${e.answer().response().orElse("none")}<#if e.answer().ticket().isPresent()> (${e.answer().ticket().get()})</#if></td></tr></#if></#list></tbody></table></div><#if (standing?size > 500)><p>${standing?size - 500} more are in evidence.xlsx.</p></#if><#else><p>No finding stands open.</p></#if>
</section>
<section id="waivers" aria-labelledby="waivers-title"><h2 id="waivers-title">Waivers</h2>
<p class="lead">Failures that somebody took responsibility for. The result stays as it is; only the treatment is recorded.</p>
<#if report.waivers()?has_content><div class="wide"><table><thead><tr><th scope="col">Waiver</th><th scope="col">State</th><th scope="col">Valid</th><th scope="col">Check and object</th><th scope="col">Why</th><th scope="col">Approved by</th></tr></thead><tbody><#list report.waivers() as w><tr><td class="mono">${w.waiver().id()}</td><td><b>${w.state()}</b><#if w.note()?has_content><br/><span class="small">${w.note()}</span></#if></td><td>${w.validity()}</td><td><a href="#check-${w.waiver().check()}" class="mono">${w.waiver().check()}</a> ${w.waiver().subject()}</td><td>${w.waiver().justification()}<#if w.waiver().compensating().isPresent()><br/><span class="soft">Meanwhile: ${w.waiver().compensating().get()}</span></#if></td><td>${w.waiver().approvedBy()}</td></tr></#list></tbody></table></div><#else><p>No waiver is declared for this system.</p></#if>
</section>
<section id="populations" aria-labelledby="populations-title"><h2 id="populations-title">Populations</h2>
<p class="lead">Every object that a check examined, passed or not, with the exact query.</p>
<div class="tools"><label class="grow">Check<select id="population"></select></label><label>Result<select id="population-result"><option value="">all</option><option value="pass">pass</option><option value="fail">fail</option><option value="undecided">undecided</option></select></label><label class="grow">Search<input type="search" id="find-object" autocomplete="off"/></label></div>
<p class="small soft" role="status"></p>
<div class="grid" id="population-grid" aria-label="Population of the check"></div><div class="print"></div>
<p class="small soft mono" id="population-digest"></p>
<details><summary>Query of the check</summary><pre id="population-query"></pre></details>
</section>
<#list report.topics() as topic>
<section id="${topic.id()}" aria-labelledby="${topic.id()}-title"><h2 id="${topic.id()}-title">${topic.title()}</h2>
<p class="lead">${topic.introduction()}</p>
<#list topic.figures() as figure><figure><div class="picture">${figure.svg()?no_esc}</div><figcaption class="small soft">${figure.caption()}. ${figure.alternative()}</figcaption></figure></#list>
<#list topic.tables() as t><details<#if t?is_first> open</#if>><summary><h3>${t.title()}</h3> <span class="soft small">${plural(t.total(), "row", "rows")}</span></summary>
<p class="small soft">${t.about()} Table <span class="mono">${t.name()}</span><#if (t.total() > t.rows()?size)>; the first ${t.rows()?size} here, all in evidence.xlsx or facts/ and derived/ of the pack</#if>.</p>
<#if t.rows()?has_content><div class="wide"><table class="tight"><thead><tr><#list t.columns() as c><th scope="col">${c}</th></#list></tr></thead><tbody>
<#list t.rows() as row><tr><#list row as cell><td>${cell}</td></#list></tr></#list>
</tbody></table></div></#if></details></#list>
<#if topic.missing()?has_content><p class="small soft">Not provided in this snapshot: ${topic.missing()?join(", ")}.</p></#if>
</section>
</#list>
<section id="scope" aria-labelledby="scope-title"><h2 id="scope-title">Scope and gaps</h2>
<p class="lead">What was looked at, with which rights, and what was not seen. Nothing outside this scope is a pass.</p>
<div class="wide"><table class="pairs"><tbody><#list scope.collector() as p><tr><th scope="row">${p.label()}</th><td>${p.value()}</td></tr></#list><tr><th scope="row">Rights of the role</th><td><#if scope.rights()?has_content>${scope.rights()?join(", ")}<#else>not recorded</#if></td></tr></tbody></table></div>
<h3>Databases</h3><div class="wide"><table><thead><tr><th scope="col">Database</th><th scope="col">Covered</th><th scope="col">Reason when not</th></tr></thead><tbody><#list scope.databases() as d><tr><td class="mono">${d.name()}</td><td><#if d.isRead()>✓ read<#else><b>✗ not read</b></#if></td><td>${d.reason()}</td></tr></#list></tbody></table></div>
<h3>Gaps</h3><#if scope.gaps()?has_content><div class="wide"><table><thead><tr><th scope="col">Facts</th><th scope="col">Where</th><th scope="col">What was met</th><th scope="col">What to do</th></tr></thead><tbody><#list scope.gaps() as g><tr><td class="mono">${g.table()}</td><td>${g.where()}</td><td>${g.reason()}<#if g.right()?has_content> <span class="soft">Missing right: ${g.right()}</span></#if></td><td>${g.remedy()}</td></tr></#list></tbody></table></div><#else><p>✓ Everything that the collector asked for was read.</p></#if>
</section>
<section id="completeness" aria-labelledby="completeness-title"><h2 id="completeness-title">Completeness</h2>
<p class="lead"><#if scope.counts()?has_content><#if scope.isEveryCountEqual()>For every table, the rows written by the collector, the rows of a second count where there is one, and the rows that the assessment loaded agree.<#else>At least one table does not reconcile; see the marked lines.</#if><#else>No provenance was recorded.</#if></p>
<#if scope.counts()?has_content><details<#if !scope.isEveryCountEqual()> open</#if>><summary>${plural(scope.counts()?size, "table", "tables")}</summary><div class="wide"><table><thead><tr><th scope="col">Table</th><th scope="col" class="number">Collected</th><th scope="col" class="number">Second count</th><th scope="col" class="number">Loaded</th><th scope="col">Agree</th></tr></thead><tbody>
<#list scope.counts() as c><tr><td class="mono">${c.table()}</td><td class="number">${c.collected()}</td><td class="number">${c.independent()}</td><td class="number">${c.loaded()}</td><td><#if c.isEqual()>✓ yes<#else><b>✗ no</b></#if></td></tr></#list>
</tbody></table></div></details></#if>
</section>
<section id="provenance" aria-labelledby="provenance-title"><h2 id="provenance-title">Provenance</h2>
<p class="lead">How each table was read: the exact query, who ran it, when, and how many rows came.</p>
<#list report.provenance() as p><details><summary><span class="mono">${p.table()}</span> <span class="soft">${p.about()}</span></summary><#if p.isQuery()><@code text=p.source()/><#else><p class="mono">${p.source()}</p></#if><p class="small soft mono">sha256:${p.sourceDigest()}</p><div class="wide"><table><thead><tr><th scope="col">Where</th><th scope="col">Role</th><th scope="col">Started</th><th scope="col">Server's clock</th><th scope="col" class="number">Rows</th><th scope="col" class="number">Second count</th></tr></thead><tbody><#list p.runs() as r><tr><td>${r.where()}</td><td>${r.role()}</td><td>${r.startedAt()}</td><td>${r.serverStartedAt()}</td><td class="number">${r.rows()}</td><td class="number">${r.independent()}</td></tr></#list></tbody></table></div></details></#list>
</section>
<section id="glossary" aria-labelledby="glossary-title"><h2 id="glossary-title">Glossary</h2>
<p class="lead">The words of this report and what they do not mean.</p>
<div class="wide"><table class="pairs"><tbody>
<#list words.verdicts as w><tr><th scope="row"><@verdict word=w.word sign=w.sign/></th><td>${w.meaning}</td></tr></#list>
<#list words.severities as w><tr><th scope="row"><@severity word=w.word/></th><td>${w.meaning}</td></tr></#list>
<#list words.terms as w><tr><th scope="row"><b>${w.word}</b></th><td>${w.meaning}</td></tr></#list>
</tbody></table></div>
</section>
<section id="verification" aria-labelledby="verification-title"><h2 id="verification-title">Verification</h2>
<p class="lead">This page is a reading copy; report.pdf is the signed document.</p><p>${cover.factsSignature()} ${issue.previous()}</p>
<#if issue.evidenceDigest().isPresent()><p>SHA-256 of evidence.sha256: <code>${issue.evidenceDigest().get()}</code></p></#if>
<@code text="openssl cms -verify -binary -inform DER -in manifest.json.p7s -content manifest.json -CAfile ROOT.pem -purpose any -out /dev/null\nsha256sum --quiet -c SHA256SUMS\npgevidence verify . --trust ROOT.pem"/>
<p>README.txt of the pack has all steps, and how to get the root certificate.</p>
<p class="small soft mono">Snapshot sha256:${report.assessment().snapshotDigest()}<br/>Catalogue ${cover.catalog()} sha256:${report.assessment().catalog().digest()}<br/>pgevidence ${cover.toolVersion()}</p>
</section>
<footer class="small soft">${issue.packId()}</footer>
</main>
</div>
</div>
<dialog id="detail" aria-labelledby="detail-title"><div class="bar"><button type="button" data-step="-1" aria-label="Previous row"><span aria-hidden="true">↑</span></button><button type="button" data-step="1" aria-label="Next row"><span aria-hidden="true">↓</span></button><span class="where"></span><span class="off" id="said" role="status"></span><button type="button" data-close>Close</button></div><div class="sheet"></div></dialog>
<script type="application/json" id="data">${data?no_esc}</script>
<#list rows as r><script type="application/json" id="rows-${r.id()}">${r.json()?no_esc}</script>
</#list><script>${script?no_esc}</script>
</body>
</html>
