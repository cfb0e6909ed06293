-- Who was taken out of a group by its chair: they come back only by a later invitation.
ALTER TABLE group_member ADD removed_at BIGINT;
