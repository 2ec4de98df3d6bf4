using System.Text;
using Microsoft.Extensions.Logging;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Discovery;

namespace PeerRpc.Client.Discovery;

/// <summary>What this client tells of itself, on whatever connection it has now.</summary>
/// <param name="directory">The broker's directory.</param>
/// <param name="controllers">What it serves.</param>
/// <param name="logger">Told of what the broker does not take.</param>
internal sealed partial class OwnDescription(
    IDirectoryController directory, ControllerTable controllers, ILogger logger)
{
    private volatile PeerProfile _profile = new();
    private volatile IReadOnlyCollection<ControllerEntry> _told = [];

    /// <summary>Sets what the application tells, and tells it.</summary>
    public async Task PublishAsync(PeerProfile profile, CancellationToken cancellationToken)
    {
        PeerProfile before = _profile;
        _profile = profile;
        try
        {
            await directory.PublishAsync(Describe(), cancellationToken).ConfigureAwait(false);
        }
        catch (PeerRpcException refused) when (refused.Code == PeerErrorCode.InvalidArgument)
        {
            // What the broker does not take must not be told again.
            _profile = before;
            throw;
        }
    }

    /// <summary>An id is about to be registered: all there is to tell with it; null if there is nothing.</summary>
    public PeerDescription? ToTell()
    {
        PeerDescription description = Describe();
        return description.Controllers.Count + description.Capabilities.Count + description.Metadata.Count > 0
            ? description
            : null;
    }

    /// <summary>There is another controller, or one less: tells it soon.</summary>
    public void PublishSoon() => _ = TryPublishAsync();

    /// <summary>Tells what has come while the first id was being registered.</summary>
    public void CatchUp()
    {
        if (_told != controllers.Entries)
            PublishSoon();
    }

    private async Task TryPublishAsync()
    {
        try
        {
            await directory.PublishAsync(Describe()).ConfigureAwait(false);
        }
        catch (PeerRpcException failure)
        {
            // The next connection tells it again.
            Log.NotPublished(logger, failure.Code, failure.Message);
        }
    }

    private PeerDescription Describe()
    {
        PeerProfile profile = _profile;
        IReadOnlyCollection<ControllerEntry> entries = controllers.Entries;
        _told = entries;
        return new PeerDescription(Describe(entries), profile.Capabilities, profile.Metadata);
    }

    // Whoever serves more than fits is found by its paths all the same.
    private static List<PeerControllerInfo> Describe(IReadOnlyCollection<ControllerEntry> entries)
    {
        var described = new List<PeerControllerInfo>();
        int left = PeerDescription.MaxControllerBytes;
        foreach (ControllerEntry entry in entries.OrderBy(entry => entry.Path, StringComparer.Ordinal))
        {
            string[] methods = [.. entry.Contract.Methods.Select(method => method.ToString())];
            int path = Encoding.UTF8.GetByteCount(entry.Path);
            int length = path + methods.Sum(Encoding.UTF8.GetByteCount);
            if (path > left)
                break;
            bool fits = length <= left;
            left -= fits ? length : path;
            described.Add(new PeerControllerInfo(entry.Path, fits ? methods : []));
        }
        return described;
    }

    private static partial class Log
    {
        [LoggerMessage(210, LogLevel.Warning,
            "What this client serves could not be told to the directory ({Code}): {Reason}")]
        public static partial void NotPublished(ILogger logger, PeerErrorCode code, string reason);
    }
}
