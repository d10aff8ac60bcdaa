<@open id="checks" lead="The exact query of every check and the population that it examined, with its SHA-256. replay.sql in the pack runs them again with the stock sqlite3."/>
<#list report.checks() as c>
<h3 id="k-${c.id()}">${c.id()} · ${c.title()} <span class="verdict-line"><@m.verdict word=c.verdict() sign=c.sign()/> · <@m.severity word=c.severity() sign=c.severitySign()/></span></h3>
<#if c.ask()?has_content><p class="small">A person answers: ${c.ask()} ${c.why()}</p><#else><#if c.reason()?has_content || (c.why()?has_content && !c.findings()?has_content)><p class="small">${c.reason()}<#if !c.findings()?has_content> ${c.why()}</#if></p></#if>
<@m.code text=c.query()/>
<p class="small">${c.examined()} examined = ${c.passed()} passed + ${c.findings()?size} failed<#if c.findings()?has_content> (page <@m.page anchor="g-" + c.id() title="Findings of " + c.id()/>)</#if> + ${c.undecided()} undecided<#if c.population() != c.examined()> (${c.population()} rows)</#if> <span class="digest">${c.populationDigest()}</span><#if c.passing()?has_content><br/><b>Passed</b> <#list c.passing() as s>${s}<#sep> · </#sep></#list><#if c.passingLeftOut() != 0> <i>and ${c.passingLeftOut()} more in evidence.xlsx</i></#if></#if></p></#if>
</#list>
