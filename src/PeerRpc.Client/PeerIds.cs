using Microsoft.Extensions.Logging;
using PeerRpc.Client.Discovery;
using PeerRpc.Core.Registration;

namespace PeerRpc.Client;

/// <summary>The ids under which a client is registered, on whatever connection it has now.</summary>
/// <remarks>
/// Every registration carries the client's key and the number of its connection: so the broker knows that an id goes
/// from an older connection of this client to a newer one, and gives it to nobody else meanwhile.
/// </remarks>
/// <param name="registry">The broker's registry.</param>
/// <param name="states">Which ids there are.</param>
/// <param name="description">Told with the ids.</param>
/// <param name="options">The clock, and where the client's key and its delays come from.</param>
/// <param name="logger">Told of ids that are lost.</param>
internal sealed partial class PeerIds(
    IRegistryController registry, PeerIdStates states, OwnDescription description, PeerClientOptions options,
    ILogger logger)
{
    private const int KeyLength = 32;

    // A connection that is lost while an id is being registered is made again; more often than that is no accident.
    private const int MostAttempts = 3;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    private readonly byte[] _key = options.Random.GetBytes(KeyLength);

    /// <summary>Which ids there are.</summary>
    public PeerIdStates States => states;

    /// <summary>The id that calls are made as; empty if there is none.</summary>
    public string First => states.First;

    /// <summary>The id that groups are joined with, registered or not yet; empty if there will be none.</summary>
    public string Member => states.Wanted is [string wanted, ..] ? wanted : First;

    /// <summary>Registers an id.</summary>
    /// <exception cref="PeerRpcException">The broker refuses, or could not be asked.</exception>
    public async Task RegisterAsync(string peerId, CancellationToken cancellationToken)
    {
        long generation;
        do
        {
            // Over a connection that came meanwhile, nobody has registered it.
            generation = states.Generation;
            await RepeatAsync(() => registry.RegisterAsync(Request(peerId), cancellationToken)).ConfigureAwait(false);
        }
        while (!states.TryHold(peerId, generation));
        description.CatchUp();
    }

    /// <summary>Gives an id up, and tries no more to have it.</summary>
    /// <exception cref="PeerRpcException">The broker could not be told.</exception>
    public async Task UnregisterAsync(string peerId, CancellationToken cancellationToken)
    {
        states.Renounce(peerId);
        await RepeatAsync(() => registry.UnregisterAsync(peerId, cancellationToken)).ConfigureAwait(false);
        states.GiveUp(peerId);
    }

    /// <summary>There is a new connection: registers the ids over it.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="done">Told of each id that is registered, or never will be.</param>
    /// <param name="window">For how long an id that others hold is tried.</param>
    /// <param name="over">Fires when the connection has ended.</param>
    public Task RegisterAgainAsync(
        IReadOnlyList<string> ids, Action<string> done, TimeSpan window, CancellationToken over) =>
        Task.WhenAll(ids.Select(id => RegisterAgainAsync(id, done, window, over)));

    private async Task RegisterAgainAsync(string peerId, Action<string> done, TimeSpan window, CancellationToken over)
    {
        long since = options.TimeProvider.GetTimestamp();
        try
        {
            while (!await TryRegisterAsync(peerId, since, window, over).ConfigureAwait(false))
            {
                TimeSpan delay = LongestDelay * options.Random.NextDouble();
                await options.Work.DelayAsync(delay, options.TimeProvider, over).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The next connection does it again.
            return;
        }
        done(peerId);
    }

    // True if there is nothing more to try: the id is registered, or lost.
    private async Task<bool> TryRegisterAsync(string peerId, long since, TimeSpan window, CancellationToken over)
    {
        try
        {
            await registry.RegisterAsync(Request(peerId), over).ConfigureAwait(false);
            states.TryHold(peerId, states.Generation);
            return true;
        }
        catch (PeerRpcException refused)
        {
            over.ThrowIfCancellationRequested();
            if (MayPass(refused.Code, options.TimeProvider.GetElapsedTime(since) < window))
            {
                Log.IdDelayed(logger, peerId, refused.Code, refused.Message);
                return false;
            }
            states.Lose(peerId, refused);
            Log.IdLost(logger, peerId, refused.Code, refused.Message);
            return true;
        }
    }

    // Whoever holds the id keeps it for the window at least; what is the broker's or the network's fault ends some day.
    private static bool MayPass(PeerErrorCode code, bool isInWindow) => code switch
    {
        PeerErrorCode.PeerIdInUse => isInWindow,
        PeerErrorCode.Unavailable or PeerErrorCode.PolicyFailed or PeerErrorCode.ResourceExhausted
            or PeerErrorCode.DeadlineExceeded or PeerErrorCode.ConnectionLost => true,
        _ => false,
    };

    // What has been asked may have been done before the connection was lost; asked again, it changes nothing.
    private static async Task RepeatAsync(Func<Task> ask)
    {
        for (int left = MostAttempts - 1; left > 0; left--)
        {
            if (await TryAskAsync(ask).ConfigureAwait(false))
                return;
        }
        await ask().ConfigureAwait(false);
    }

    private static async Task<bool> TryAskAsync(Func<Task> ask)
    {
        try
        {
            await ask().ConfigureAwait(false);
            return true;
        }
        catch (PeerRpcException lost) when (lost.Code == PeerErrorCode.ConnectionLost)
        {
            return false;
        }
    }

    private RegisterRequest Request(string peerId) => new(
        peerId, _key, states.Generation, description.ToTell());

    private static partial class Log
    {
        [LoggerMessage(207, LogLevel.Error, "The peer id {PeerId} could not be registered again ({Code}): {Reason}")]
        public static partial void IdLost(ILogger logger, string peerId, PeerErrorCode code, string reason);

        [LoggerMessage(209, LogLevel.Debug, "Registering {PeerId} again failed with {Code}; it is tried on: {Reason}")]
        public static partial void IdDelayed(ILogger logger, string peerId, PeerErrorCode code, string reason);
    }
}
