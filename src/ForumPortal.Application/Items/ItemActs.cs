using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Items;

/// <summary>What is done to an item and can wait for its moment.</summary>
internal static class ItemActs
{
    public static IReadOnlyList<DeferredKind> Deferred { get; } =
    [
        new DeferredKind<PublishItem, string>("publish") { Name = "Publication" },
        new DeferredKind<CorrectItem, long>("correct") { Name = "Correction" },
        new DeferredKind<ReleaseOnward, bool>("release-onward") { Name = "Onward release" },
        new DeferredKind<NarrowItem, bool>("narrow") { Name = "Narrowing" },
        new DeferredKind<WithdrawItem, bool>("withdraw") { Name = "Withdrawal" },
    ];
}
