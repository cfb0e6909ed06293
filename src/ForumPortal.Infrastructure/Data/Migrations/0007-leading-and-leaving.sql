-- Who was taken out of a group by its chair: they come back only by a later invitation.
ALTER TABLE group_member ADD removed_at BIGINT;

-- Who is to lead a group, by whom and since when proposed: a second person of the secretariat confirms it. While the charter itself is only proposed, who last chose those in it.
ALTER TABLE working_group ADD next_chair_id BIGINT REFERENCES member (id);
ALTER TABLE working_group ADD next_deputy_id BIGINT REFERENCES member (id);
ALTER TABLE working_group ADD named_by BIGINT REFERENCES member (id);
ALTER TABLE working_group ADD named_at BIGINT;
