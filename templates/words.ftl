<#-- The words of a report and what they mean, for all its forms. -->
<#assign words = {
  "verdicts": [
    {"word": "pass", "sign": "✓", "meaning": "Every object of a population that is not empty meets the check at the time of collection."},
    {"word": "fail", "sign": "✗", "meaning": "At least one object does not. A waiver does not change this."},
    {"word": "not assessed", "sign": "?", "meaning": "Facts were missing, an object could not be decided, or there was nothing to examine. Never a pass."},
    {"word": "not applicable", "sign": "–", "meaning": "The check does not concern this server; the reason is printed."},
    {"word": "manual", "sign": "✎", "meaning": "A person must answer; the database cannot."},
    {"word": "supported", "sign": "✓", "meaning": "All direct checks of a requirement that a database can show in full passed. It says that the technical evidence is there, not that the law or the criterion is met."},
    {"word": "partly supported", "sign": "◐", "meaning": "What was assessed passed, but something was not assessed, or a database shows only a part."},
    {"word": "gaps found", "sign": "✗", "meaning": "At least one direct check failed, waived or not."},
    {"word": "not in scope", "sign": "–", "meaning": "The profile leaves the requirement out."},
    {"word": "outside", "sign": "–", "meaning": "A database cannot show it. Listed so that nobody forgets it, never scored."}],
  "severities": [
    {"word": "critical", "meaning": "Anyone on the network or any login can take over the server or read everything."},
    {"word": "high", "meaning": "One step away from that, or a safeguard for personal data is off."},
    {"word": "medium", "meaning": "A safeguard is weaker than it should be."},
    {"word": "low", "meaning": "Good order; matters together with other findings."},
    {"word": "info", "meaning": "Worth knowing."}],
  "terms": [
    {"word": "gap", "meaning": "Something that the collector could not read, with the right that was missing."},
    {"word": "population", "meaning": "All objects that a check examined. Its SHA-256 is taken over the column names and then the rows, each as one line of JSON."},
    {"word": "finding", "meaning": "One object that fails one check. Its id stays the same from pack to pack."},
    {"word": "waiver", "meaning": "A decision to live with a finding for a time: who asked, who approved, why, and until when. It changes no result."},
    {"word": "direct, supporting, context", "meaning": "How far a control decides on a requirement: a direct one decides, a supporting one helps, context explains. Only direct ones enter a verdict."},
    {"word": "⟨U+0041⟩", "meaning": "A character that is invisible, changes the direction of the text, or is missing in the fonts, shown as its Unicode number."}]
}>
