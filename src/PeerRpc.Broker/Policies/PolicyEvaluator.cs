using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PeerRpc.Core.Connections;

namespace PeerRpc.Broker.Policies;

/// <summary>Asks the policies, and takes every kind of failure for a denial.</summary>
/// <remarks>
/// 1. Without any policy the options decide. 2. Otherwise all policies are asked in turn, on the thread pool and in one
/// scope, until one does not allow it. 3. Whoever waits gets <see cref="PolicyVerdict.Failed"/> when that takes too
/// long, even if a policy blocks its thread; a late answer changes nothing.
/// </remarks>
internal sealed partial class PolicyEvaluator(
    IServiceScopeFactory scopes,
    IEnumerable<PolicyRegistration> registrations,
    IOptions<PeerBrokerOptions> options,
    TimeProvider time,
    WorkScheduler work,
    ILogger<PolicyEvaluator> logger)
{
    /// <summary>What clients and operators are told where nothing is allowed because nobody decides.</summary>
    public const string NoPolicyText =
        "No PeerPolicy is registered and AllowAnonymousPeers is off, so nothing is allowed at this broker; " +
        "add AddPolicy<T>() or set AllowAnonymousPeers.";

    /// <summary>What clients are told when a policy did not give an answer.</summary>
    public const string FailedText = "A policy of the broker failed, so nothing was allowed; its log says why.";

    private static readonly PolicyQuestion Sees = static (policy, s, id, ct) => policy.IsAllowedToSeePeer(s, id, ct);

    private readonly Type[] _policies = [.. registrations.Select(registration => registration.PolicyType)];

    /// <summary>Whether nothing can be allowed, because no policy was added.</summary>
    public bool AllowsNothing => _policies.Length == 0 && !options.Value.AllowAnonymousPeers;

    /// <summary>Whether the only policy is that which allows everything.</summary>
    public bool AllowsEverything => _policies.Length > 0 && _policies.All(policy => policy == typeof(OpenPolicy));

    public ValueTask<PolicyVerdict> MayRegisterAsync(PeerSession session, string peerId, CancellationToken ended) =>
        AskAsync(static (policy, s, id, ct) => policy.IsAllowedToRegisterAsPeer(s, id, ct), session, peerId, ended);

    public ValueTask<PolicyVerdict> MaySendAsync(PeerSession session, string peerId, CancellationToken ended) =>
        AskAsync(static (policy, s, id, ct) => policy.IsAllowedToSendToPeer(s, id, ct), session, peerId, ended);

    public ValueTask<PolicyVerdict> MayCallBrokerAsync(PeerSession session, string path, CancellationToken ended) =>
        AskAsync(static (policy, s, p, ct) => policy.IsAllowedToCallBroker(s, p, ct), session, path, ended);

    public ValueTask<PolicyVerdict> MayJoinGroupAsync(PeerSession session, string group, CancellationToken ended) =>
        AskAsync(static (policy, s, g, ct) => policy.IsAllowedToJoinGroup(s, g, ct), session, group, ended);

    public ValueTask<PolicyVerdict> MaySendToGroupAsync(PeerSession session, string group, CancellationToken ended) =>
        AskAsync(static (policy, s, g, ct) => policy.IsAllowedToSendToGroup(s, g, ct), session, group, ended);

    /// <summary>Asks which of some peers a client may see.</summary>
    /// <returns>Those that it may; none if the policies failed.</returns>
    public async ValueTask<IReadOnlySet<string>> MaySeeAsync(
        PeerSession session, IReadOnlyCollection<string> peerIds, CancellationToken ended)
    {
        if (_policies.Length == 0)
            return options.Value.AllowAnonymousPeers ? peerIds.ToHashSet() : FrozenSet<string>.Empty;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        PolicyVerdict verdict = await AskAsync(
            async token =>
            {
                await using AsyncServiceScope scope = scopes.CreateAsyncScope();
                foreach (string peerId in peerIds)
                {
                    if (await AskEachAsync(scope, Sees, session, peerId, token))
                        seen.Add(peerId);
                }
                return PolicyVerdict.Allowed;
            },
            session, ended);
        // A verdict that comes too late may still be adding.
        return verdict == PolicyVerdict.Allowed ? seen : FrozenSet<string>.Empty;
    }

    private ValueTask<PolicyVerdict> AskAsync(
        PolicyQuestion question, PeerSession session, string subject, CancellationToken ended)
    {
        if (_policies.Length == 0)
            return new(options.Value.AllowAnonymousPeers ? PolicyVerdict.Allowed : PolicyVerdict.NoPolicy);
        return AskAsync(
            async token =>
            {
                await using AsyncServiceScope scope = scopes.CreateAsyncScope();
                return await AskEachAsync(scope, question, session, subject, token)
                    ? PolicyVerdict.Allowed
                    : PolicyVerdict.Denied;
            },
            session, ended);
    }

    private async ValueTask<PolicyVerdict> AskAsync(
        Func<CancellationToken, Task<PolicyVerdict>> ask, PeerSession session, CancellationToken ended)
    {
        TimeSpan timeout = options.Value.PolicyTimeout;
        using var lateness = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ended, lateness.Token);
        CancellationToken token = linked.Token;
        try
        {
            return await work.RunAsync(() => GuardAsync(ask, session, token)).WaitAsync(token);
        }
        catch (OperationCanceledException)
        {
            if (!ended.IsCancellationRequested)
                Log.TimedOut(logger, session.Id, timeout);
            return PolicyVerdict.Failed;
        }
    }

    // Whether all of them allow it.
    private async ValueTask<bool> AskEachAsync(
        AsyncServiceScope scope, PolicyQuestion question, PeerSession session, string subject,
        CancellationToken cancellationToken)
    {
        foreach (Type type in _policies)
        {
            var policy = (PeerPolicy)scope.ServiceProvider.GetRequiredService(type);
            if (!await question(policy, session, subject, cancellationToken))
                return false;
        }
        return true;
    }

    private async Task<PolicyVerdict> GuardAsync(
        Func<CancellationToken, Task<PolicyVerdict>> ask, PeerSession session, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return PolicyVerdict.Failed;
        }
        catch (Exception exception)
        {
            // A policy is the application's code and may throw anything; whatever it is, nothing was allowed.
            Log.Threw(logger, session.Id, exception);
            return PolicyVerdict.Failed;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Error, "A policy threw for session {Session}; nothing was allowed.")]
        public static partial void Threw(ILogger logger, string session, Exception exception);

        [LoggerMessage(2002, LogLevel.Error,
            "The policies did not answer for session {Session} within {Timeout}; nothing was allowed.")]
        public static partial void TimedOut(ILogger logger, string session, TimeSpan timeout);
    }
}
