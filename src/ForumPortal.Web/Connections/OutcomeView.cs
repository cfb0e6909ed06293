using ForumPortal.Application.Connections;

namespace ForumPortal.Web.Connections;

/// <summary>How a test ended, as its page shows it.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="At">When, UTC.</param>
/// <param name="IsSetUp">Whether it is an organization's first connection.</param>
/// <param name="RoleClaim">The claim that roles are read from; empty for none.</param>
public sealed record OutcomeView(TrialOutcome Outcome, DateTimeOffset At, bool IsSetUp, string RoleClaim);
