using ForumPortal.Application.Audit;

namespace ForumPortal.Application.Tests.Audit;

public sealed class KeptCheckpointTests
{
    [Fact]
    public async Task A_cut_tail_is_found_with_a_kept_checkpoint_and_not_without()
    {
        await using var forum = await TestForum.Open();
        var kept = await forum.Send("auditor@secretariat", new SignCheckpoint());
        Assert.Empty((await forum.Verify(kept)).Findings);
        await forum.CutOff(20);

        // That nothing else can tell is why checkpoints are kept.
        Assert.Empty((await forum.Verify()).Findings);
        Assert.Contains("the tail was cut off", Assert.Single((await forum.Verify(kept)).Findings).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_tail_of_earlier_hours_is_told_with_its_length()
    {
        await using var forum = await TestForum.Open();
        var entries = await forum.Entries();
        forum.Clock.Pass(TimeSpan.FromHours(1));
        var kept = await forum.Send("auditor@secretariat", new SignCheckpoint());
        Assert.Equal(entries, kept.Entries);
        await forum.CutOff(20);
        Assert.Contains($"The chain has 20 entries, the checkpoint of 2 March 2026, 10:17:23 saw {entries}: the tail was cut off.", Assert.Single((await forum.Verify(kept)).Findings).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rewritten_chain_is_found_with_a_kept_checkpoint_and_not_without()
    {
        await using var forum = await TestForum.Open();
        forum.Clock.Pass(TimeSpan.FromHours(1));
        var kept = await forum.Send("auditor@secretariat", new SignCheckpoint());
        await forum.Execute("UPDATE audit_entry SET outcome = 'another' WHERE seq = 5");
        await forum.Execute("DELETE FROM audit_checkpoint");
        await forum.Execute("UPDATE audit_entry SET action = 'another' WHERE action = 'checkpoint.signed'");
        await forum.Recompute();
        Assert.Empty((await forum.Verify()).Findings);
        var finding = Assert.Single((await forum.Verify(kept)).Findings);
        Assert.Equal(kept.Entries, finding.Entry);
        Assert.Contains("rewritten", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stored_checkpoint_gives_a_rewritten_chain_away_and_cannot_be_signed_by_another_key()
    {
        await using var forum = await TestForum.Open();
        await forum.Send("auditor@secretariat", new SignCheckpoint());
        using var other = CheckpointKey.FromPem(CheckpointKey.NewPem());
        var verdict = await new Application.Audit.Verification.RecordVerification(forum.Fresh.Database, [other], _ => { }).Verify(null, CancellationToken.None);
        Assert.Contains("signature", Assert.Single(verdict.Findings).What, StringComparison.Ordinal);

        await forum.Execute("UPDATE audit_entry SET outcome = 'another' WHERE seq = 5");
        await forum.Recompute();
        Assert.Contains("rewritten", Assert.Single((await forum.Verify()).Findings).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_counts_by_the_hour_only_and_nothing_in_it_can_be_changed()
    {
        await using var forum = await TestForum.Open();
        var first = await forum.Send("auditor@secretariat", new SignCheckpoint());
        await forum.Send("publisher@meridian", new ForumPortal.Application.Items.StartDraft());
        forum.Clock.Pass(TimeSpan.FromMinutes(5));
        var second = await forum.Send("auditor@secretariat", new SignCheckpoint());
        Assert.Equal(first.Entries, second.Entries);
        Assert.NotEqual(first.Head, second.Head);

        var read = Checkpoint.Read(second.Write())!;
        Assert.True(read.IsSignedBy([forum.Key]));
        foreach (var changed in new[] { read with { Entries = 1 }, read with { At = read.At.AddMilliseconds(1) }, read with { Head = first.Head }, read with { Hash = first.Head }, read with { Fingerprint = new string('0', 64) } })
            Assert.False(changed.IsSignedBy([forum.Key]));
        Assert.Null(Checkpoint.Read("{}"));
    }

    [Fact]
    public async Task One_checkpoint_an_hour_is_enough_whichever_node_signs_it()
    {
        await using var forum = await TestForum.Open();
        var first = await forum.Sender.Send(TestForum.Program, new SignCheckpointByProgram(OnceAnHour: true));
        Assert.Equal(first.At, (await forum.Sender.Send(TestForum.Program, new SignCheckpointByProgram(OnceAnHour: true))).At);
        forum.Clock.Pass(TimeSpan.FromHours(1));
        Assert.NotEqual(first.At, (await forum.Sender.Send(TestForum.Program, new SignCheckpointByProgram(OnceAnHour: true))).At);
        Assert.Equal(2, (await forum.Send("auditor@secretariat", new ListCheckpoints())).Checkpoints.Count);
    }
}
