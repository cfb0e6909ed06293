using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Directory;

/// <summary>A short code by which namesakes are told apart wherever a person is picked. Everybody has one at all times: if it stood beside namesakes alone, it would tell of one who is hidden.</summary>
public static class PersonCode
{
    /// <summary>The code of the member with that reference: six letters and digits.</summary>
    /// <param name="reference">The member's reference.</param>
    public static string Of(string reference) => Convert.ToHexString(Ids.Hash(["person code", reference]))[..6];
}

/// <summary>The caller's own code, which others see beside their name.</summary>
[Requires(Permission.UseOwnAccount)]
public sealed record ReadOwnCode : IQuery<string>;

internal sealed class ReadOwnCodeHandler(Work work) : IRequestHandler<ReadOwnCode, string>
{
    public async Task<string> Handle(ReadOwnCode request, CancellationToken cancellation) =>
        PersonCode.Of(await work.First<string>("SELECT ref FROM member WHERE id = @member", new { member = work.Caller.Reader.MemberId }) ?? throw new NotFoundException());
}
