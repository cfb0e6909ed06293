using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using MediatR;

namespace ForumPortal.Application.Tests.Items;

/// <summary>Hands things in without a name as people do, and lets their moment come.</summary>
internal static class Handing
{
    /// <summary>Sends it as somebody who does nothing without waiting.</summary>
    public static async Task<TResult> HandIn<TResult>(this TestForum forum, string name, IRequest<TResult> request) =>
        await forum.Sender.Send(await forum.As(name) with { Effect = null }, request);

    /// <summary>A publication that waits; answers the item's reference of later.</summary>
    public static async Task<string> HandIn(this TestForum forum, string name, ItemForm form, string? parent = null) =>
        await forum.HandIn(name, new PublishItem(await forum.Send(name, new StartDraft(parent)), form));

    /// <summary>Has these people use their sessions at this moment.</summary>
    public static async Task AreThere(this TestForum forum, params string[] names)
    {
        foreach (var name in names) await forum.Recognize(name);
    }

    /// <summary>Lets time pass, and all take effect that is due then.</summary>
    public static async Task Pass(this TestForum forum, TimeSpan time)
    {
        forum.Clock.Pass(time);
        await forum.TakeEffects();
    }

    /// <summary>Lets all take effect that is due.</summary>
    public static async Task TakeEffects(this TestForum forum)
    {
        while (await forum.Service<Effects>().TakeNext())
        {
        }
    }
}
