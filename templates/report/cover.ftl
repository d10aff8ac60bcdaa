<div class="cover" id="cover">
<div class="bar"></div>
<p class="eyebrow">Evidence report · ${cover.frameworks()}</p>
<h1>${cover.system()}</h1>
<p class="when">${cover.server()}, facts of ${cover.collectedAt()}</p>
<#list cover.warnings() as warning><p class="warn"><span class="sign">⚠</span> ${warning}</p></#list>
<table class="figures"><tbody><tr>
<td><span class="big">${cover.checks()}</span><br/>checks defined</td>
<#list cover.verdicts() as v><#if v.word() == "fail" || v.word() == "not assessed"><td><span class="big">${v.number()}</span><br/>${(v.word() == "fail")?then("checks failed", "not assessed")}</td></#if></#list>
<td><span class="big">${cover.findings()}</span><br/>findings, ${cover.waived()} waived</td>
</tr></tbody></table>
<table>
<colgroup><col style="width:34mm"/><col/></colgroup>
<tbody>
<tr><th class="row" scope="row">Server</th><td>${cover.server()}, ${cover.state()}, system identifier <span class="mono">${cover.systemIdentifier()}</span></td></tr>
<tr><th class="row" scope="row">Facts</th><td>${cover.factsSignature()} Snapshot <span class="mono">sha256:${report.assessment().snapshotDigest()}</span></td></tr>
<tr><th class="row" scope="row">Judged by</th><td>pgevidence ${cover.toolVersion()}, catalogue ${cover.catalog()} <span class="mono">sha256:${report.assessment().catalog().digest()}</span></td></tr>
<tr><th class="row" scope="row">Chain</th><td>${issue.previous()}<#if issue.supersedes().isPresent()> ${issue.supersedes().get()}</#if></td></tr>
<#if issue.evidenceDigest().isPresent()><tr><th class="row" scope="row">Vouches for</th><td>evidence.sha256, whose own SHA-256 is <span class="mono">${issue.evidenceDigest().get()}</span></td></tr></#if>
</tbody>
</table>
<p class="eyebrow">How to verify</p>
<div class="code">openssl cms -verify -binary -inform DER -in manifest.json.p7s -content manifest.json -CAfile ROOT.pem -purpose any -out /dev/null<br/>sha256sum --quiet -c SHA256SUMS<br/>pgevidence verify . --trust ROOT.pem</div>
<div class="slot slot-1"><span class="eyebrow">Prepared by</span><div class="line"></div><span class="small"><#if issue.sealer().isPresent()>${issue.sealer().get()}<#else>not signed</#if><#if issue.isDemoIdentity()><br/><b>demo identity</b></#if></span></div>
<div class="slot slot-2"><span class="eyebrow">Reviewed by</span><div class="line"></div><span class="small muted">Empty until signed with pgevidence sign, by another person and key.</span></div>
<div class="slot slot-3"><span class="eyebrow">Approved by</span><div class="line"></div><span class="small muted">Empty until signed with pgevidence sign, by another person and key.</span></div>
</div>
<h2 id="contents">Contents</h2>
<ul class="contents">
<#list chapters as c><li><a href="#${c.id}" title="Chapter ${c?counter}"><span class="n">${c?counter}</span>${c.title}</a></li></#list>
</ul>
