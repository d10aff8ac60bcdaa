<@open id="exceptions" lead="Findings from pack to pack: since when each has stood, who answers for it, and what management says. An entry is resolved only when its check was judged again without it."/>
<#assign entries = report.register().entries()>
<#assign standing = entries?filter(e -> e.isOpen())>
<#assign gone = entries?filter(e -> !e.isOpen())>
<p class="small muted">${report.register().carried()}</p>
<p><b>${standing?size}</b> open, of them <b>${standing?filter(e -> e.isOverdue())?size}</b> overdue, <b>${standing?filter(e -> !e.answer().response().isPresent())?size}</b> without a management response, <b>${standing?filter(e -> e.waiver().isPresent())?size}</b> waived; <b>${gone?size}</b> resolved.</p>
<#macro exception e><@m.severity word=e.severity() sign=report.severitySign(e.severity())/> ${e.sentence()}<#if e.state() == "NOT_ASSESSED"> <b>Not assessed this time, so not shown to be resolved.</b></#if><div class="small muted"><#if e.state() == "OPEN"><a href="#g-${e.check()}" title="Findings of ${e.check()}" class="mono">${e.id()}</a><#else><span class="mono">${e.id()}</span></#if> since ${e.openedAt()[0..9]}, ${m.plural(e.ageDays(), "day", "days")}<#if (e.timesReopened() > 0)>, came back ${e.timesReopened()} times, first seen ${e.firstSeen()[0..9]}</#if></div></#macro>
<#assign ordered = []>
<#list ["critical", "high", "medium", "low", "info"] as level><#assign ordered = ordered + standing?filter(e -> e.severity() == level)></#list>
<#assign most = report.printedRows()>
<#if (ordered?size > most)><#assign ordered = ordered[0..<most]></#if>
<#function isAnswered e><#return e.answer().response().isPresent() || e.answer().owner().isPresent() || e.answer().due().isPresent() || e.answer().ticket().isPresent() || e.answer().cause().isPresent() || e.waiver().isPresent()></#function>
<#assign answered = ordered?filter(e -> isAnswered(e))>
<#assign silent = ordered?filter(e -> !isAnswered(e))>
<#if answered?has_content>
<h3>Answered by management, or waived</h3>
<table><colgroup><col/><col style="width:66mm"/></colgroup>
<thead><tr><th scope="col">Exception, and since when it stands</th><th scope="col">Management response, owner, due date</th></tr></thead><tbody>
<#list answered as e><tr><td><@exception e/></td><td class="small"><#if e.answer().response().isPresent()>${e.answer().response().get()} <#else>No management response. </#if><#if e.answer().owner().isPresent()>Owner ${e.answer().owner().get()}<#else>No owner</#if><#if e.answer().due().isPresent()>, due ${e.answer().due().get()}<#if e.isOverdue()> <b>overdue</b></#if></#if><#if e.answer().ticket().isPresent()>, ticket ${e.answer().ticket().get()}</#if><#if e.answer().cause().isPresent()>, cause: ${e.answer().cause().get()}</#if><#if e.waiver().isPresent()>, waiver ${e.waiver().get()}</#if></td></tr></#list>
</tbody></table>
</#if>
<#if silent?has_content>
<h3>Unanswered: no management response, no owner, no due date</h3>
<table class="dense"><colgroup><col/></colgroup>
<thead><tr><th scope="col">Exception, and since when it stands</th></tr></thead><tbody>
<#list silent as e><tr><td><@exception e/></td></tr></#list>
</tbody></table>
</#if>
<#if (standing?size > most)><p class="note">${standing?size - most} more open exceptions are in machine/exceptions.json.</p></#if>
<#if !standing?has_content><p>No finding stands open.</p></#if>
<#if gone?has_content>
<h3>Resolved</h3>
<table><colgroup><col/><col style="width:26mm"/><col style="width:26mm"/><col style="width:22mm"/></colgroup>
<thead><tr><th scope="col">Exception</th><th scope="col">Opened</th><th scope="col">Resolved</th><th scope="col" class="number">Days</th></tr></thead><tbody>
<#list gone as e><#if e?index lt 500><tr><td><span class="mono">${e.id()}</span><br/>${e.sentence()}</td><td>${e.openedAt()[0..9]}</td><td>${e.resolvedAt().get()[0..9]}</td><td class="number">${e.ageDays()}</td></tr></#if></#list>
</tbody></table>
<#if (gone?size > 500)><p class="note">${gone?size - 500} more are in evidence.xlsx and machine/exceptions.json.</p></#if>
</#if>
<@open id="waivers" flow=true lead="Failures that somebody took responsibility for. The result and its severity stay as they are; only the treatment is recorded. Judged at the time of collection; the last valid day is included."/>
<#if report.waivers()?has_content>
<#list [{"state": "expiring soon", "title": "Expiring within 30 days"}, {"state": "live", "title": "Live"}, {"state": "expired", "title": "Expired"}, {"state": "pending", "title": "Not valid yet"}] as group>
<#assign some = report.waivers()?filter(w -> w.state() == group.state)>
<#if some?has_content>
<h3>${group.title}</h3>
<table><colgroup><col style="width:56mm"/><col style="width:38mm"/><col/></colgroup>
<thead><tr><th scope="col">Waiver</th><th scope="col">Valid</th><th scope="col">Why, and who answers for it</th></tr></thead><tbody>
<#list some as w><tr><td><b>${w.waiver().id()}</b> for <a href="#k-${w.waiver().check()}" title="Check ${w.waiver().check()}"><span class="mono">${w.waiver().check()}</span></a><br/>${w.waiver().subject()}<#if w.note()?has_content><br/><b>${w.note()}</b></#if></td><td>${w.validity()}</td><td>${w.waiver().justification()}<#if w.waiver().compensating().isPresent()><br/>Meanwhile: ${w.waiver().compensating().get()}</#if><br/><span class="muted">${w.waiver().type()}, owner ${w.waiver().owner()}, requested by ${w.waiver().requestedBy()}, approved by ${w.waiver().approvedBy()} on ${w.waiver().approvedOn().toString()}<#if w.waiver().ticket().isPresent()>, ticket ${w.waiver().ticket().get()}</#if>; ${m.plural(w.findings()?size, "finding", "findings")}</span></td></tr></#list>
</tbody></table>
</#if>
</#list>
<#else><p>No waiver is declared for this system.</p></#if>
