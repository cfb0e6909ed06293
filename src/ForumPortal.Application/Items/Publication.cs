using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>What an area adds to the items of its kinds. Each rule is asked about every item, and answers for its own.</summary>
internal interface IItemRule
{
    /// <summary>Looks at what is to be published before anything is decided, and adds what is wrong with it.</summary>
    Task Prepare(Work work, Publication one) => Task.CompletedTask;

    /// <summary>Refuses what the form alone does not tell: marking and audience are known by now.</summary>
    Task Demand(Work work, Publication one) => Task.CompletedTask;

    /// <summary>Writes what the area keeps, in the transaction that publishes.</summary>
    Task Write(Work work, Publication one) => Task.CompletedTask;

    /// <summary>Asks those who are let in what the others were asked before.</summary>
    void ReleasedOnward(Work work, Item item)
    {
    }

    /// <summary>The organizations that, by what they have done since, could not be its unnamed originator.</summary>
    Task<IReadOnlyCollection<long>> NoLongerPossible(Work work, OpenedItem item) => Task.FromResult<IReadOnlyCollection<long>>([]);

    /// <summary>Ends what the area keeps, in the transaction that withdraws.</summary>
    Task Withdrawn(Work work, long itemId) => Task.CompletedTask;
}

/// <summary>An item on its way to being published.</summary>
internal sealed class Publication(ItemKind kind, ItemForm form, Draft draft)
{
    public ItemKind Kind { get; } = kind;

    public ItemForm Form { get; } = form;

    /// <summary>What it is to another item; null for nothing.</summary>
    public string? Relation { get; } = draft.Relation;

    /// <summary>That other item; null for none.</summary>
    public long? RelatedId { get; } = draft.ToId;

    /// <summary>The same, once a rule has looked it up.</summary>
    public Item? Related { get; set; }

    public List<FieldError> Errors { get; } = [];

    public DateTimeOffset? EmbargoUntil { get; set; }

    public DateTimeOffset? AcknowledgeBy { get; set; }

    /// <summary>Its audience; a rule that sets it takes the place of what the form says.</summary>
    public ResolvedAudience? Resolved { get; set; }

    /// <summary>What the evaluator needs to know of it; known from <see cref="IItemRule.Demand"/> on.</summary>
    public ItemFacts Facts { get; set; } = null!;

    /// <summary>Of an unattributed item, the organizations that could be its originator, where a rule has measured them; else the rule for all items does.</summary>
    public IReadOnlyCollection<long>? PossibleAuthors { get; set; }

    public long Id { get; set; }

    public Audience Audience => Resolved!.Audience;

    /// <summary>What was typed into a field.</summary>
    public string this[KindField field] => Form.Field(field).Trim();
}
