-- Names without case and accents, for looking them up: what an engine takes for a small letter differs. The program fills them in at start.
ALTER TABLE organization ADD folded_name {line};
ALTER TABLE member ADD folded_name {line};
