namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>What must hold of a call once everything is known of it.</summary>
internal sealed class CallRules(Ledger ledger, Findings findings, CheckOptions options)
{
    // How much earlier than the caller's clock says the callee may take a deadline for passed: it travels in
    // milliseconds, and the two read their clocks one after the other.
    private static readonly TimeSpan ClockGrain = TimeSpan.FromMilliseconds(100);

    public void Check(CallFacts call)
    {
        CheckOutcome(call);
        CheckExecutions(call);
        CheckResult(call);
        CheckOneWay(call);
        CheckToken(call);
    }

    private void CheckOutcome(CallFacts call)
    {
        if (call.Outcomes > 1)
            findings.Add(HistoryRule.OneOutcome, $"{call.Outcomes} outcomes", call.Key);
        ProcessLife caller = ledger.Process(call.Caller);
        if (call.Outcomes == 0 && call.Form != CallForm.OneWay && caller.KilledAt is null)
            findings.Add(HistoryRule.OutcomeMissing, "no outcome, and its caller lives", call.Key);
        if (call.HasFailed && !Allows(call))
            findings.Add(HistoryRule.CodeAndExecuted, $"{call.Code} came with {call.Executed}", call.Key);
        // A stream goes on behind the response, with which the deadline ends.
        if (call.Outcomes == 0 || call.Deadline == TimeSpan.Zero || call.Form == CallForm.Streaming)
            return;
        TimeSpan late = call.OutcomeAt - call.InvokedAt - call.Deadline;
        if (late > options.BehindDeadline + options.Slack && !caller.WasPaused(call.InvokedAt, call.OutcomeAt))
            findings.Add(HistoryRule.InTime, $"{late.TotalSeconds:0.000} s behind its deadline", call.Key);
    }

    private static bool Allows(CallFacts call) => call.Form switch
    {
        CallForm.Streaming => ErrorTable.AllowsStream(call.Code, call.Executed),
        CallForm.OnObject => ErrorTable.AllowsOnObject(call.Code, call.Executed),
        _ => ErrorTable.Allows(call.Code, call.Executed),
    };

    private void CheckExecutions(CallFacts call)
    {
        int most = call.Form == CallForm.Idempotent ? options.MaxTries : 1;
        if (call.Starts > most)
            findings.Add(HistoryRule.ExecutedAtMostOnce, $"executed {call.Starts} times", call.Key);
        if (call.HasFailed && call.Executed == Executed.No && call.Starts > 0)
            findings.Add(HistoryRule.NoMeansNever, $"{call.Code} says No, and it was executed", call.Key);
        if (call.HasFailed && call.Executed == Executed.Yes && call.Starts == 0)
            findings.Add(HistoryRule.YesMeansExecuted, $"{call.Code} says Yes, and it was not executed", call.Key);
        if (call.Ends > call.Starts)
            findings.Add(HistoryRule.ExecutionEndsOnce, $"{call.Starts} starts, {call.Ends} ends", call.Key);
    }

    private void CheckResult(CallFacts call)
    {
        if (!call.HasSucceeded || call.Form is CallForm.OneWay or CallForm.AcceptedOneWay)
            return;
        if (call.Starts == 0)
            findings.Add(HistoryRule.YesMeansExecuted, "it succeeded, and was not executed", call.Key);
        if (call.Result != call.Request)
            findings.Add(HistoryRule.ResultOfThisCall, "the result is that of another request", call.Key);
        if (call.IsSingle && call.Starts == 1 && (call.Ends == 0 || call.EndedAt > call.OutcomeAt))
            findings.Add(HistoryRule.ResultOfThisCall, "the result came before the execution ended", call.Key);
    }

    private void CheckOneWay(CallFacts call)
    {
        bool isAccepted = call.Form == CallForm.OneWay ? call.Outcomes == 0 : call.HasSucceeded;
        if (call.Form is not (CallForm.OneWay or CallForm.AcceptedOneWay) || !isAccepted || call.Starts > 0)
            return;
        bool mayBeLost = ledger.Link(call).WasInTrouble || ledger.Process(call.Caller).GoneAt is not null
            || ledger.HasLost(call.Target) || MayBeLate(call);
        if (!mayBeLost)
            findings.Add(HistoryRule.OneWayLost, "it was accepted, no link ended, and it was not executed", call.Key);
    }

    // A link that was away past the deadline delivers a call too late, and nobody is told. One that has delivered a later
    // call in time was not away.
    private bool MayBeLate(CallFacts call) =>
        call.Deadline != TimeSpan.Zero
        && !ledger.Link(call).HasDelivered(call.InvokedAt, call.InvokedAt + call.Deadline);

    // Only of calls with a single execution: with several, it is not known which one a token belongs to.
    private void CheckToken(CallFacts call)
    {
        if (call.Starts != 1)
            return;
        if (call.TokenAt is { } fired && call.IsSingle && call.HasSucceeded && fired < call.EndedAt
            && (call.Deadline == TimeSpan.Zero || fired < call.InvokedAt + call.Deadline - ClockGrain))
            findings.Add(HistoryRule.TokenWithoutCause, "the token fired, and the call succeeded", call.Key);
        if (Bound(call) is not { } bound || bound > ledger.Until)
            return;
        ProcessLife callee = ledger.Process(call.Callee);
        if (callee.GoneAt < bound || callee.WasPaused(call.StartedAt, bound))
            return;
        bool isOver = (call.Ends > 0 && call.EndedAt <= bound) || call.TokenAt <= bound;
        if (!isOver)
            findings.Add(HistoryRule.TokenMissing, "nobody waits for it, and its token has not fired", call.Key);
    }

    // When the token has fired at the latest; null if there is no reason that it should.
    private TimeSpan? Bound(CallFacts call)
    {
        TimeSpan? gone = ledger.Process(call.Caller).GoneAt;
        TimeSpan? since = call.HasFailed && (gone is null || call.OutcomeAt < gone) ? call.OutcomeAt : gone;
        if (since is null)
            return null;
        TimeSpan from = since.Value > call.StartedAt ? since.Value : call.StartedAt;
        return from + options.GoneWithin + options.Slack;
    }
}
