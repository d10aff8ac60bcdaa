<#include "../words.ftl">
<@open id="glossary" lead="The words of this report and what they do not mean."/>
<table><colgroup><col style="width:40mm"/><col/></colgroup><thead><tr><th scope="col">Word</th><th scope="col">Meaning</th></tr></thead><tbody>
<#list words.verdicts as w><tr><td><@m.verdict word=w.word sign=w.sign/></td><td>${w.meaning}</td></tr></#list>
<#list words.severities as w><tr><td><@m.severity word=w.word sign=report.severitySign(w.word)/></td><td>${w.meaning}</td></tr></#list>
<#list words.terms as w><tr><td><b>${w.word}</b></td><td>${w.meaning}</td></tr></#list>
</tbody></table>
<@open id="verification" flow=true lead="What this report vouches for, and how to see that without trusting the program that made it."/>
<#if issue.evidenceDigest().isPresent()><h3>Root of the evidence</h3><p>The file evidence.sha256 lists the SHA-256 of facts, derived rows, definitions, findings, replay.sql, fix and machine formats. Its own SHA-256 is</p><div class="code">${issue.evidenceDigest().get()}</div></#if>
<h3>Steps</h3>
<table><colgroup><col style="width:8mm"/><col style="width:72mm"/><col/></colgroup><thead><tr><th scope="col">No.</th><th scope="col">Command, in the folder of the pack</th><th scope="col">What it shows</th></tr></thead><tbody>
<tr><td>1</td><td class="mono">openssl cms -verify -binary -inform DER -in manifest.json.p7s -content manifest.json -CAfile ROOT.pem -purpose any -out /dev/null</td><td>The manifest is the one that was signed, by a certificate of the root whose fingerprint you got from the company by another channel.</td></tr>
<tr><td>2</td><td class="mono">sha256sum --quiet -c SHA256SUMS</td><td>No file differs. Compare the digest of SHA256SUMS with the manifest.</td></tr>
<tr><td>3</td><td class="mono">sha256sum evidence.sha256</td><td>The root printed above is the one of this pack.</td></tr>
<tr><td>4</td><td class="mono">pdfsig report.pdf</td><td>This file was not changed after it was signed.</td></tr>
<tr><td>5</td><td class="mono">sqlite3 -safe -bail :memory: &lt; replay.sql</td><td>The checks give the same failures when run again.</td></tr>
<tr><td>6</td><td class="mono">pgevidence verify . --trust ROOT.pem</td><td>All of the above, the chain of packs, approvals, and a second derivation.</td></tr>
</tbody></table>
<h3>What this cannot show</h3>
<ul><li>That the newest packs were not deleted, or that the holder of the key did not make the whole pack again. A timestamp of a third party and a copy kept elsewhere help against both.</li><li>That different keys belong to different persons.</li><li>What happened between two collections.</li></ul>
<h3>Identity of the inputs</h3>
<table><colgroup><col style="width:38mm"/><col/></colgroup><tbody>
<tr><th class="row" scope="row">Snapshot</th><td class="mono">sha256:${report.assessment().snapshotDigest()}</td></tr>
<tr><th class="row" scope="row">Catalogue</th><td class="mono">${cover.catalog()} sha256:${report.assessment().catalog().digest()}</td></tr>
<tr><th class="row" scope="row">Program</th><td>pgevidence ${cover.toolVersion()}</td></tr>
<tr><th class="row" scope="row">Pack</th><td class="mono">${issue.packId()}</td></tr>
</tbody></table>
