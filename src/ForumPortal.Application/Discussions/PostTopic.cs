using ForumPortal.Application.Content;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Domain;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Discussions;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Discussions;

/// <summary>Opens a topic in a working group, released to its members under its walls.</summary>
/// <param name="Group">The group's reference.</param>
/// <param name="Title">The title, one line.</param>
/// <param name="Body">The text, in Markdown.</param>
/// <param name="Label">Its label; null takes the charter's. TLP:RED is refused: it is for named people.</param>
[CreatesOnce]
[Requires(Permission.Read)]
public sealed record PostTopic(string Group, [property: Typed("title")] string Title, [property: Typed("body")] string Body, TlpLabel? Label) : ICommand<string>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (string.IsNullOrWhiteSpace(Title)) yield return new("title", "Give the topic a title.");
        if (Title.Length > ContentRules.LongestTitle) yield return new("title", $"The title has {Title.Length} characters; the longest is {ContentRules.LongestTitle}. Shorten it.");
        if (!Lines.IsOne(Title)) yield return new("title", "The title is one line. Take out line breaks and marks that turn the direction of writing.");
        foreach (var error in PostRules.Errors(Body)) yield return error;
        if (Label == TlpLabel.Red) yield return new("label", "TLP:RED is for named people only. Publish an item in the group and name them.");
        if (Label is { } label && !Enum.IsDefined(label)) yield return new("label", "Choose a label.");
    }
}

internal sealed class PostTopicHandler(Work work) : IRequestHandler<PostTopic, string>
{
    public async Task<string> Handle(PostTopic request, CancellationToken cancellation)
    {
        var group = await WorkingGroup.FindAsMember(work, request.Group);
        group.DemandAtWork(work);
        var reader = work.Caller.Reader;
        var facts = new ItemFacts
        {
            OriginatorId = reader.OrganizationId,
            AuthorId = reader.MemberId,
            Label = request.Label ?? group.DefaultLabel,
            GroupId = group.Id,
            IsUnderAlias = group.Charter.IsHidden,
        };
        var (_, reference) = await new NewItem(DiscussionKinds.Topic, facts, group.Charter.AudienceOf(group.Id), request.Title, request.Body).Add(work);
        work.Record(group.Event("topic.posted", "topic", reference));
        return reference;
    }
}

/// <summary>Replies to a topic, under its label.</summary>
/// <param name="Topic">The topic's reference.</param>
/// <param name="Body">The text, in Markdown.</param>
[CreatesOnce]
[Requires(Permission.Read)]
public sealed record PostReply(string Topic, [property: Typed("body")] string Body) : ICommand<string>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => PostRules.Errors(Body);
}

internal sealed class PostReplyHandler(Work work) : IRequestHandler<PostReply, string>
{
    public async Task<string> Handle(PostReply request, CancellationToken cancellation)
    {
        var (topic, group, admission) = await Topics.Find(work, request.Topic);
        group.DemandAtWork(work);
        if (!admission.OpensContent) throw new ConflictException("The topic was withdrawn, so nothing can be added to it.");
        var (_, reference) = await Post.Add(work, topic, PostKind.Reply, request.Body);
        await Item.MoveUp(work, topic.Id);
        work.Record(group.Event("topic.replied", "topic", topic.Reference));
        return reference;
    }
}
