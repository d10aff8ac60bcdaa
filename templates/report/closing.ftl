<@open id="glossary" lead="The words of this report and what they do not mean."/>
<table><colgroup><col style="width:40mm"/><col/></colgroup><thead><tr><th scope="col">Word</th><th scope="col">Meaning</th></tr></thead><tbody>
<tr><td><@m.verdict word="pass" sign="✓"/></td><td>Every object of a population that is not empty meets the check at the time of collection.</td></tr>
<tr><td><@m.verdict word="fail" sign="✗"/></td><td>At least one object does not. A waiver does not change this.</td></tr>
<tr><td><@m.verdict word="not assessed" sign="?"/></td><td>Facts were missing, an object could not be decided, or there was nothing to examine. Never a pass.</td></tr>
<tr><td><@m.verdict word="not applicable" sign="–"/></td><td>The check does not concern this server; the reason is printed.</td></tr>
<tr><td><@m.verdict word="manual" sign="✎"/></td><td>A person must answer; the database cannot.</td></tr>
<tr><td><@m.verdict word="supported" sign="✓"/></td><td>All direct checks of a requirement that a database can show in full passed. It says that the technical evidence is there, not that the law or the criterion is met.</td></tr>
<tr><td><@m.verdict word="partly supported" sign="◐"/></td><td>What was assessed passed, but something was not assessed, or a database shows only a part.</td></tr>
<tr><td><@m.verdict word="gaps found" sign="✗"/></td><td>At least one direct check failed, waived or not.</td></tr>
<tr><td><@m.verdict word="not in scope" sign="–"/></td><td>The profile leaves the requirement out.</td></tr>
<tr><td><@m.verdict word="outside" sign="–"/></td><td>A database cannot show it. Listed so that nobody forgets it, never scored.</td></tr>
<#list cover.severities() as s><tr><td><@m.severity word=s.word() sign=s.sign()/></td><td>${{"critical": "Anyone on the network or any login can take over the server or read everything.", "high": "One step away from that, or a safeguard for personal data is off.", "medium": "A safeguard is weaker than it should be.", "low": "Good order; matters together with other findings.", "info": "Worth knowing."}[s.word()]}</td></tr></#list>
<tr><td><b>gap</b></td><td>Something that the collector could not read, with the right that was missing.</td></tr>
<tr><td><b>population</b></td><td>All objects that a check examined. Its SHA-256 is taken over the column names and then the rows, each as one line of JSON.</td></tr>
<tr><td><b>⟨U+0041⟩</b></td><td>A character that is invisible, changes the direction of the text, or is missing in the fonts, shown as its Unicode number.</td></tr>
</tbody></table>
<@open id="verification" lead="What this report vouches for, and how to see that without trusting the program that made it."/>
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
