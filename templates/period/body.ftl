<#assign gap = period.longest_gap>
<#assign current = period.runs?filter(r -> !(r.superseded_by??))>
<#assign isScreen = screen!false>
<#-- A chapter: a section on screen; in print a heading that starts a page. -->
<#macro chapter id title lead><#if isScreen><section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2><#else><h2 id="${id}">${title}</h2></#if><p class="lead">${lead}</p>
<#nested/><#if isScreen></section></#if></#macro>
<#-- A table; widths in percent hold in print, the screen finds its own. -->
<#macro grid widths look=""><#if isScreen><div class="wide"><table<#if look?has_content> class="${look}"</#if>><#else><table><colgroup><#list widths as w><col style="width:${w?c}%"/></#list></colgroup></#if><#nested/></table><#if isScreen></div></#if></#macro>
<#macro history checks><@grid [11, 52, 37]><thead><tr><th scope="col">Check</th><th scope="col">Expected state</th><th scope="col">Runs</th></tr></thead><tbody>
<#list checks as c><tr><td><span class="mono">${c.id}</span><br/>${c.severity}</td><td>${c.title}</td><td class="history"><#list c.history as h>${signs[h.verdict]!"?"}<#sep> </#sep></#list></td></tr></#list>
</tbody></@grid></#macro>
<@chapter "summary" "Summary" "What the packs of the period show together. Nothing here was collected anew: every figure follows from packs that were signed when they were made, and whose parts lie under runs/.">
<@grid [18, 82] "pairs"><tbody>
<tr><th class="row" scope="row">Period</th><td>${period.from} to ${period.to}, days in UTC, both included</td></tr>
<tr><th class="row" scope="row">Runs</th><td><b>${current?size}</b> that count<#if (period.runs?size > current?size)>, ${period.runs?size - current?size} superseded by a correction</#if><#if (period.min_runs > 0)>; the profile asks for at least ${period.min_runs}<#if (current?size < period.min_runs)>: <b>too few</b></#if></#if></td></tr>
<tr><th class="row" scope="row">Failed runs</th><td>${period.failed_runs?size} in the store's log<#if period.failed_runs?filter(f -> !(f.explanation??))?has_content>, <b>${period.failed_runs?filter(f -> !(f.explanation??))?size} unexplained</b></#if></td></tr>
<tr><th class="row" scope="row">Longest gap</th><td><b>${gap.words}</b>, ${gap.from} to ${gap.to}<#if gap.too_long??><#if gap.too_long>, <b>longer than the profile's ${(period.max_gap_s / 86400)?string("0.##")} days</b>, ${gap.explained?then("explained", "unexplained")}<#else>, within the profile's ${(period.max_gap_s / 86400)?string("0.##")} days</#if><#else>; the profile names no longest gap (period: max_gap), so it was not judged</#if></td></tr>
<tr><th class="row" scope="row">Exceptions</th><td><#assign stood = period.exception_events?filter(e -> e.what == "at the first run")?size>${period.exception_events?filter(e -> e.what == "open before")?size} open before, <#if (stood > 0)>${stood} at the first run of all (since when is not known), </#if> ${period.exception_events?filter(e -> e.what == "opened")?size} opened, ${period.exception_events?filter(e -> e.what == "closed")?size} closed, <b>${period.exceptions_at_end?size}</b> open at the end</td></tr>
<tr><th class="row" scope="row">Definitions</th><td>${period.definitions_changed?size} files changed within the period</td></tr>
</tbody></@grid>
</@chapter>
<@chapter "calendar" "Run calendar" "● a run, ✗ only a run that failed, ○ none and explained, – none. Days in UTC.">
<#list months as month>
<table class="month"><caption>${month.name()}</caption><thead><tr><#list ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] as d><th scope="col">${d}</th></#list></tr></thead><tbody>
<#list month.weeks() as week><tr><#list 0..6 as i><td><#if week[i]??>${week[i].number()} <span class="sign">${week[i].sign()}</span><#if (week[i].runs() > 1)>${week[i].runs()}</#if></#if></td></#list></tr></#list>
</tbody></table>
</#list>
<h3>Runs</h3>
<@grid [30, 22, 18, 30]><thead><tr><th scope="col">Pack</th><th scope="col">Findings, not assessed, gaps</th><th scope="col">Catalogue</th><th scope="col">Signed by</th></tr></thead><tbody>
<#list period.runs as r><tr><td><span class="mono">${r.pack}</span><#if r.superseded_by??><br/><b>superseded by ${r.superseded_by}</b><br/>${r.superseded_because!}</#if><#if r.sealed_at[0..9] != r.collected_at[0..9]><br/>sealed ${r.sealed_at[0..9]}</#if></td><td>${r.findings}, ${(r.verdicts.not_assessed)!0}, ${r.gaps}</td><td>${r.catalog}<br/><span class="mono small">${r.catalog_digest[7..22]}</span></td><td>${r.signer}<#if r.identity == "demo"> <b>demo identity</b></#if></td></tr></#list>
</tbody></@grid>
<h3>Failed runs</h3>
<#if period.failed_runs?has_content><p class="small muted">The log is not signed: it shows failures, it cannot show that there were no others.</p><ul><#list period.failed_runs as f><li>${f.at}: exit code ${f.exit_code}, ${f.message}<br/><#if f.explanation??>Explained: ${f.explanation}<#else><b>unexplained</b></#if></li></#list></ul><#else><p>The store's log tells of none. The log is not signed: it cannot show that there were none.</p></#if>
<h3>Times without a run</h3>
<@grid [19, 19, 17, 45]><thead><tr><th scope="col">From</th><th scope="col">To</th><th scope="col">Length</th><th scope="col">Explanation</th></tr></thead><tbody>
<#list period.gaps as g><#if g?index lt 40><tr><td>${g.from}</td><td>${g.to}</td><td>${g.words}<#if g.too_long?? && g.too_long><br/><b>too long</b></#if></td><td><#if g.explanations?has_content>${g.explanations?join("; ")}<#if !g.explained><br/><b>Not all of its days are explained.</b></#if><#elseif g.too_long?? && g.too_long><b>unexplained</b><#else>–</#if></td></tr></#if></#list>
</tbody></@grid>
<#if (period.gaps?size > 40)><p class="small muted">The 40 longest of ${period.gaps?size}; all are in evidence.xlsx.</p></#if>
</@chapter>
<@chapter "exceptions" "Exceptions" "What opened, what closed, and what stands at the end. A waiver does not close an exception.">
<h3>Opened and closed</h3>
<#if period.exception_events?has_content><@grid [19, 17, 10, 54]><thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Severity</th><th scope="col">Exception</th></tr></thead><tbody>
<#list period.exception_events as e><#if e?index lt 1000><tr><td>${e.at}</td><td><b>${e.what}</b><#if e.what == "closed"><br/>after ${e.days} days</#if></td><td>${e.severity}</td><td>${e.sentence}<br/><span class="mono small">${e.id}</span></td></tr></#if></#list>
</tbody></@grid><#if (period.exception_events?size > 1000)><p>${period.exception_events?size - 1000} more are in period.json.</p></#if><#else><p>None.</p></#if>
<h3>Open at the end</h3>
<#if period.exceptions_at_end?has_content><@grid [52, 12, 36]><thead><tr><th scope="col">Exception</th><th scope="col">Since</th><th scope="col">Owner, due date, management response</th></tr></thead><tbody>
<#list period.exceptions_at_end as e><#if e?index lt 1000><tr><td><b>${e.severity}</b> ${e.sentence}<br/><span class="mono small">${e.id}</span></td><td>${e.opened_at[0..9]}<br/>${e.age_days} days</td><td>${e.management_response!"No management response."}<br/><span class="muted">${e.owner!"No owner"}<#if e.due_on??>, due ${e.due_on}<#if e.overdue> <b>overdue</b></#if></#if><#if e.ticket??>, ticket ${e.ticket}</#if><#if e.waiver??>, waiver ${e.waiver}</#if></span></td></tr></#if></#list>
</tbody></@grid><#else><p>None.</p></#if>
</@chapter>
<@chapter "checks" "History of each check" "One sign for each run that counts, oldest first: ✓ pass, ✗ fail, ? not assessed, – not applicable, ✎ asks a person.">
<#assign moved = period.checks?filter(c -> c.history?filter(h -> h.verdict != c.history[0].verdict)?has_content)>
<h3>Checks whose verdict changed</h3>
<#if moved?has_content><@history moved/><#else><p>None.</p></#if>
<h3>Checks with one verdict in all runs</h3>
<@history period.checks?filter(c -> !c.history?filter(h -> h.verdict != c.history[0].verdict)?has_content)/>
</@chapter>
<@chapter "definitions" "Definitions that changed" "Checks, controls, frameworks, context and profile, by the digests of the signed manifests. A result after such a change cannot be compared with one before it without reading the change.">
<#if period.definitions_changed?has_content><@grid [52, 12, 36]><thead><tr><th scope="col">File</th><th scope="col">What</th><th scope="col">Between</th></tr></thead><tbody>
<#list period.definitions_changed as d><tr><td class="mono">${d.path}</td><td>${d.what}</td><td class="mono">${d.between}<br/>${d.and}</td></tr></#list>
</tbody></@grid><#else><p>None: every run was judged by the same definitions.</p></#if>
</@chapter>
<@chapter "populations" "Populations and samples" "Everything of one kind that any run saw, frozen with its count and digest. The sample takes the rows whose SHA-256 of seed:population:number is smallest, so that anyone can draw it again.">
<p>Seed <span class="mono">${period.sample_seed}</span>, ${period.sample_size} rows of each. Row 1 of the accounts has the rank <span class="mono">printf '%s' '${period.sample_seed}:accounts:1' | sha256sum</span>.</p>
<@grid [24, 8, 48, 20]><thead><tr><th scope="col">Population</th><th scope="col">Rows</th><th scope="col">File and SHA-256</th><th scope="col">Sampled rows</th></tr></thead><tbody>
<#list period.populations as p><tr><td>${p.title}</td><td>${p.rows}</td><td class="mono small">${p.path}<br/>${p.sha256}</td><td>${p.sample?join(", ")}</td></tr></#list>
</tbody></@grid>
<#list period.populations as p><#if p.sampled?has_content>
<h3>Sample: ${p.title}</h3>
<@grid widths[p.name]><thead><tr><#list p.columns as c><th scope="col">${c?replace("_", " ")}</th></#list></tr></thead><tbody>
<#list p.sampled as row><tr><#list 0..<p.columns?size as i><td><#if row[i]??><#if row[i]?is_string>${row[i]}<#else>${row[i]?c}</#if><#else>–</#if></td></#list></tr></#list>
</tbody></@grid>
</#if></#list>
</@chapter>
<@chapter "verification" "Verification" "pgevidence verify checks every signature in runs/ and makes period.json and the populations again from them.">
<p>evidence.sha256 lists the SHA-256 of all parts. Its own SHA-256 is</p><div class="code mono">${issue.evidenceDigest().get()}</div>
<p>Not shown: what happened between two runs; runs that left neither a pack nor a line in the log; that different keys belong to different persons.</p>
</@chapter>
