<#assign issue = report.issue()>
<#assign scope = report.scope()>
<#macro verdict word sign><#local kind = (word == "fail" || word == "gaps found" || word == "expired")?then("v-bad", (word == "pass" || word == "supported" || word == "attached")?then("v-good", (word == "not assessed" || word == "missing" || word == "manual" || word == "partly supported")?then("v-open", "soft")))><span class="verdict ${kind}"><span aria-hidden="true">${sign}</span> ${word}</span></#macro>
<#macro code text><pre><#list text?replace("\r", "")?replace("\t", "  ")?trim?split("\n") as line>${line}<#sep>
</#sep></#list></pre></#macro>
<#macro bullets items><#if items?has_content><ul><#list items as item><li>${item}</li></#list></ul></#if></#macro>
<#assign network = []>
<#list report.topics() as topic><#assign network = network + topic.tables()?filter(t -> t.name() == "network_access")></#list>
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
<header class="head">
<p class="eyebrow">Evidence report · ${cover.frameworks()} · ${issue.classification()}</p>
<h1>${cover.system()}</h1>
<p class="lead">${cover.server()}, ${cover.state()}, facts of ${cover.collectedAt()}</p>
<#list cover.warnings() as w><p class="warn"><span aria-hidden="true">⚠</span> ${w}</p></#list>
<dl class="figures"><#list cover.verdicts() as v><div><dt>${v.sign()} ${v.word()}</dt><dd>${v.number()}</dd></div></#list><div><dt>findings, ${cover.waived()} waived</dt><dd>${cover.findings()}</dd></div></dl>
</header>
<nav aria-label="Chapters"><ul><li><a href="#findings">Findings</a></li><li><a href="#requirements">Requirements</a></li><li><a href="#controls">Controls</a></li><li><a href="#populations">Populations</a></li><#if network?has_content><li><a href="#network">Network access</a></li></#if><li><a href="#exceptions">Exceptions</a></li><li><a href="#scope">Scope</a></li><li><a href="#provenance">Provenance</a></li><li><a href="#verification">Verification</a></li><li><button type="button" id="theme" aria-pressed="false">Light or dark</button></li></ul></nav>
<main id="main">
<noscript><p class="warn">Scripts are off: the tables of findings and populations need them. report.pdf and evidence.xlsx hold the same.</p></noscript>
<section id="findings" aria-labelledby="findings-title">
<h2 id="findings-title">Findings</h2>
<p class="lead">Every object that fails a check. A waived finding stays a failure. Arrow keys move, Enter opens the evidence, the repair and its undo.</p>
<div class="tools" id="findings-tools">
<label class="grow">Search<input type="search" autocomplete="off" placeholder="role, table, check, word"/></label>
<label>Severity<select data-column="0"><option value="">all</option></select></label>
<label>Check<select data-column="1"><option value="">all</option></select></label>
<label>Waived<select data-column="4"><option value="">all</option></select></label>
</div>
<p class="small soft" role="status"></p>
<div class="grid" id="findings-grid" aria-label="Findings"></div><div class="print"></div>
</section>
<section id="requirements"><h2>Requirements</h2>
<p class="lead">From requirement to control to check. Verdicts come from direct checks only; there is no score.</p>
<#list report.volumes() as volume><h3>${volume.title()}, ${volume.edition()}</h3><p class="small soft">${volume.source()}</p>
<div class="wide"><table><thead><tr><th scope="col">Id</th><th scope="col">Requirement</th><th scope="col">Verdict</th><th scope="col">Manual evidence</th><th scope="col">Controls</th><th scope="col">PDF page</th></tr></thead><tbody>
<#list volume.requirements() as r><tr id="${r.anchor()}"><td><b>${r.id()}</b></td><td>${r.title()}</td><td><@verdict word=r.verdict() sign=r.sign()/></td><td><@verdict word=r.manual() sign=r.manualSign()/></td><td><#list r.links() as l><a href="#c-${l.control().id()}">${l.control().id()}</a> <span class="soft">${l.strength()}</span><#sep>, </#sep></#list></td><td class="number">${pages.of(r.anchor())}</td></tr></#list>
</tbody></table></div></#list>
</section>
<section id="controls"><h2>Controls</h2>
<p class="lead">What each control is, how it was tested, what came out and what a person must add.</p>
<#list report.controls() as s><details id="c-${s.id()}"><summary><h3>${s.id()} · ${s.title()}</h3> <@verdict word=s.verdict() sign=s.sign()/></summary>
<p>${s.description()}</p><p class="soft">${s.testProcedure()}</p>
<#if s.checks()?has_content><div class="wide"><table><thead><tr><th scope="col">Check</th><th scope="col">Expected state</th><th scope="col">Result</th><th scope="col" class="number">Examined</th><th scope="col" class="number">Failed</th><th scope="col" class="number">Undecided</th></tr></thead><tbody><#list s.checks() as k><tr><td class="mono">${k.id()}</td><td>${k.title()}<#if k.reason()?has_content><br/><span class="soft small">${k.reason()}</span></#if></td><td><@verdict word=k.verdict() sign=k.sign()/></td><td class="number">${k.examined()}</td><td class="number">${k.findings()?size}</td><td class="number">${k.undecided()}</td></tr></#list></tbody></table></div></#if>
<#if s.manualEvidence()?has_content><p><b>A person must add</b></p><@bullets items=s.manualEvidence()/></#if>
<#if s.notCovered()?has_content><p><b>Not covered</b></p><@bullets items=s.notCovered()/></#if></details></#list>
</section>
<section id="populations"><h2>Populations</h2>
<p class="lead">Every object that a check examined, passed or not, with the exact query.</p>
<div class="tools" id="population-tools"><label class="grow">Check<select id="population"></select></label><label class="grow">Search<input type="search" autocomplete="off"/></label></div>
<p class="small soft" role="status"></p>
<div class="grid" id="population-grid" aria-label="Population of the check"></div><div class="print"></div>
<p class="small soft mono" id="population-digest"></p>
<details><summary>Query of the check</summary><pre id="population-query"></pre></details>
</section>
<#list network as t>
<section id="network"><h2>${t.title()}</h2>
<p class="lead">What all rules together leave open: from where, to whom, how protected. Rows that differ in one point only are one.</p>
<p class="small soft">${t.total()} <#if t.total() == 1>row<#else>rows</#if>, unprotected and weakest first<#if (t.total() > t.rows()?size)>; the first ${t.rows()?size} here, all in evidence.xlsx</#if>.</p>
<#if t.rows()?has_content><div class="wide"><table><thead><tr><#list t.columns() as c><th scope="col">${c}</th></#list></tr></thead><tbody>
<#list t.rows() as row><tr><#list row as cell><td>${cell}</td></#list></tr></#list>
</tbody></table></div></#if>
</section>
</#list>
<#list report.topics() as topic><#list topic.figures() as figure><section id="figure-${topic.id()}"><h2>${figure.caption()}</h2><figure><div class="picture">${figure.svg()?no_esc}</div><figcaption class="small soft">${figure.alternative()}</figcaption></figure></section></#list></#list>
<section id="exceptions"><h2>Exceptions and waivers</h2>
<p class="lead">Since when each finding has stood, who answers for it, and what management says. Resolved only when its check was judged again without it.</p>
<#assign standing = report.register().entries()?filter(e -> e.isOpen())>
<p class="small soft">${report.register().carried()} ${report.register().entries()?size - standing?size} resolved ones are in evidence.xlsx.</p>
<#if standing?has_content><div class="wide"><table><thead><tr><th scope="col">Exception</th><th scope="col">Severity</th><th scope="col">Since</th><th scope="col" class="number">Days</th><th scope="col">Owner</th><th scope="col">Due</th><th scope="col">Management response</th></tr></thead><tbody><#list standing as e><#if e?index lt 500><tr><td>${e.sentence()}<br/><span class="mono small soft">${e.id()}</span><#if e.state() == "NOT_ASSESSED"><br/><b>Not assessed this time.</b></#if></td><td>${report.severitySign(e.severity())} ${e.severity()}</td><td>${e.openedAt()[0..9]}</td><td class="number">${e.ageDays()}</td><td>${e.answer().owner().orElse("–")}</td><td>${e.answer().due().orElse("–")}<#if e.isOverdue()> <b>overdue</b></#if></td><td>${e.answer().response().orElse("none")}<#if e.answer().ticket().isPresent()> (${e.answer().ticket().get()})</#if></td></tr></#if></#list></tbody></table></div><#if (standing?size > 500)><p>${standing?size - 500} more are in evidence.xlsx.</p></#if><#else><p>No finding stands open.</p></#if>
<h3>Waivers</h3>
<#if report.waivers()?has_content><div class="wide"><table><thead><tr><th scope="col">Waiver</th><th scope="col">State</th><th scope="col">Valid</th><th scope="col">Check and object</th><th scope="col">Why</th><th scope="col">Approved by</th></tr></thead><tbody><#list report.waivers() as w><tr><td class="mono">${w.waiver().id()}</td><td><b>${w.state()}</b><#if w.note()?has_content><br/><span class="small">${w.note()}</span></#if></td><td>${w.validity()}</td><td><span class="mono">${w.waiver().check()}</span> ${w.waiver().subject()}</td><td>${w.waiver().justification()}</td><td>${w.waiver().approvedBy()}</td></tr></#list></tbody></table></div><#else><p>No waiver is declared for this system.</p></#if>
</section>
<section id="scope"><h2>Scope and gaps</h2>
<div class="wide"><table><tbody><#list scope.collector() as p><tr><th scope="row">${p.label()}</th><td>${p.value()}</td></tr></#list><tr><th scope="row">Rights of the role</th><td><#if scope.rights()?has_content>${scope.rights()?join(", ")}<#else>not recorded</#if></td></tr></tbody></table></div>
<h3>Databases</h3><div class="wide"><table><thead><tr><th scope="col">Database</th><th scope="col">Covered</th><th scope="col">Reason when not</th></tr></thead><tbody><#list scope.databases() as d><tr><td class="mono">${d.name()}</td><td><#if d.isRead()>✓ read<#else><b>✗ not read</b></#if></td><td>${d.reason()}</td></tr></#list></tbody></table></div>
<h3>Gaps</h3><#if scope.gaps()?has_content><div class="wide"><table><thead><tr><th scope="col">Facts</th><th scope="col">Where</th><th scope="col">What was met</th><th scope="col">What to do</th></tr></thead><tbody><#list scope.gaps() as g><tr><td class="mono">${g.table()}</td><td>${g.where()}</td><td>${g.reason()}<#if g.right()?has_content> <span class="soft">Missing right: ${g.right()}</span></#if></td><td>${g.remedy()}</td></tr></#list></tbody></table></div><#else><p>✓ Everything that the collector asked for was read.</p></#if>
</section>
<section id="provenance"><h2>Provenance</h2>
<p class="lead">How each table was read: the exact query, who ran it, when, and how many rows came.</p>
<#list report.provenance() as p><details><summary><span class="mono">${p.table()}</span> <span class="soft">${p.about()}</span></summary><#if p.isQuery()><@code text=p.source()/><#else><p class="mono">${p.source()}</p></#if><p class="small soft mono">sha256:${p.sourceDigest()}</p><div class="wide"><table><thead><tr><th scope="col">Where</th><th scope="col">Role</th><th scope="col">Started</th><th scope="col">Server's clock</th><th scope="col" class="number">Rows</th><th scope="col" class="number">Second count</th></tr></thead><tbody><#list p.runs() as r><tr><td>${r.where()}</td><td>${r.role()}</td><td>${r.startedAt()}</td><td>${r.serverStartedAt()}</td><td class="number">${r.rows()}</td><td class="number">${r.independent()}</td></tr></#list></tbody></table></div></details></#list>
</section>
<section id="verification"><h2>Verification</h2>
<p>This page is a reading copy; report.pdf is the signed document. ${cover.factsSignature()} ${issue.previous()}</p>
<#if issue.evidenceDigest().isPresent()><p>SHA-256 of evidence.sha256: <code>${issue.evidenceDigest().get()}</code></p></#if>
<@code text="openssl cms -verify -binary -inform DER -in manifest.json.p7s -content manifest.json -CAfile ROOT.pem -purpose any -out /dev/null\nsha256sum --quiet -c SHA256SUMS\npgevidence verify . --trust ROOT.pem"/>
<p class="small soft mono">Snapshot sha256:${report.assessment().snapshotDigest()}<br/>Catalogue ${cover.catalog()} sha256:${report.assessment().catalog().digest()}<br/>pgevidence ${cover.toolVersion()}</p>
</section>
<footer class="small soft">${issue.packId()}</footer>
</main>
<dialog id="detail" aria-labelledby="detail-title"><h2 id="detail-title"></h2><dl></dl><button type="button">Close</button></dialog>
<script type="application/json" id="data">${data?no_esc}</script>
<script>${script?no_esc}</script>
</body>
</html>
