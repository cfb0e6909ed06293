using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Events;

/// <summary>Puts mail where the job that sends it finds it, in the transaction of what it tells of.</summary>
internal static class Deliveries
{
    public static Task Put(Work work, MailRow about, long? member, DateTimeOffset due) =>
        work.Execute(
            """
            INSERT INTO delivery (id, ref, kind, member_id, item_id, post_id, group_id, application_id, organization_id, sealed, status, due_at, attempts, trouble, created_at)
            VALUES (@id, @reference, @Kind, @member, @ItemId, @PostId, @GroupId, @ApplicationId, @OrganizationId, @Sealed, @waiting, @due, 0, '', @now)
            """,
            new
            {
                id = Ids.Next(work.Now), reference = Ids.Reference(), about.Kind, member, about.ItemId, about.PostId, about.GroupId, about.ApplicationId, about.OrganizationId, about.Sealed,
                waiting = MailStatus.Waiting, due, now = work.Now,
            });
}
