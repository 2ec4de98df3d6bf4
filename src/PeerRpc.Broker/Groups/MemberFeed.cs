using PeerRpc.Core.Connections;
using PeerRpc.Core.Groups;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Streams.Producers;

namespace PeerRpc.Broker.Groups;

/// <summary>Sends one member what the others send, as long as its connection lasts.</summary>
/// <remarks>
/// 1. It begins with what the membership is called, and whether something was missed. 2. Whenever there is something
/// new, it is pumped: each message goes into the stream as it stands in the ring, as long as the reader has credit. 3.
/// Without credit it waits, and nothing is queued. 4. What the ring has dropped meanwhile is told as missed, or ends
/// the membership. For any thread.
/// </remarks>
/// <param name="group">The group.</param>
/// <param name="member">The member.</param>
/// <param name="cursor">How far it has got.</param>
/// <param name="first">The first item.</param>
/// <param name="work">Runs what waits for the end.</param>
internal sealed class MemberFeed(
    Group group, GroupMember member, GroupCursor cursor, GroupItem first, WorkScheduler work)
    : IAsyncEnumerable<GroupItem>, IEncodedSource, IStreamProducer
{
    private readonly DeferredCompletion<bool> _over = new(work);
    private OutgoingStream? _stream;
    private int _wanted;
    private volatile bool _awaitsRoom;

    public GroupMember Member => member;

    /// <summary>What the member is told first: the name of the membership, and whether something was missed.</summary>
    public GroupItem First => first;

    /// <summary>How far the member has got; whoever pumps has it.</summary>
    public GroupCursor Cursor => cursor;

    /// <summary>The membership is over, or goes on elsewhere. From any thread, and under any lock.</summary>
    public void End() => _over.TryComplete(true);

    public IStreamProducer CreateProducer(OutgoingStream stream)
    {
        _stream = stream;
        return this;
    }

    public void Start() => _ = Production.RunAsync(_stream!, RunAsync, LetGoAsync);

    public void Abandon() => _ = LetGoAsync();

    public IAsyncEnumerator<GroupItem> GetAsyncEnumerator(CancellationToken cancellationToken) =>
        throw new NotSupportedException("The feed of a member is not enumerated: it fills a stream by itself.");

    /// <summary>Sends what is new. If another thread does so, that one goes on.</summary>
    /// <returns>How many copies were given to the member; the caller counts them.</returns>
    public int Pump()
    {
        if (Interlocked.Increment(ref _wanted) != 1)
            return 0;
        int wanted;
        int copies = 0;
        do
        {
            wanted = Volatile.Read(ref _wanted);
            copies += SendNew();
        }
        while (Interlocked.CompareExchange(ref _wanted, 0, wanted) != wanted);
        return copies;
    }

    private async Task RunAsync()
    {
        _stream!.Write(GroupEncoder.Encode(First));
        group.Attach(this);
        using CancellationTokenRegistration stopped = _stream.Stopped.UnsafeRegister(
            static feed => ((MemberFeed)feed!).End(), this);
        group.Counts.CountCopies(Pump());
        _stream.Flush();
        await _over.Task;
    }

    private Task LetGoAsync()
    {
        group.Detach(this);
        _stream!.Owner.OnStreamEnded();
        return Task.CompletedTask;
    }

    private int SendNew()
    {
        if (_awaitsRoom)
        {
            if (group.MustCut(this))
                Cut();
            return 0;
        }
        int copies = 0;
        while (cursor.Number < group.Last)
        {
            if (!_stream!.HasRoomNow())
            {
                cursor.Rest();
                _ = AwaitRoomAsync();
                break;
            }
            if (!TrySendNext(ref copies))
                break;
        }
        // Also what was missed; where nothing was written there is nothing to send.
        _stream!.Flush();
        return copies;
    }

    private bool TrySendNext(ref int copies)
    {
        RingMessage? message = group.TakeFor(this, out long missed);
        if (missed > 0)
        {
            if (group.CutsSlowMembers)
            {
                Cut();
                return false;
            }
            group.Counts.CountDropped(missed);
            return _stream!.Write(GroupEncoder.Encode(new GroupItem(cursor.Number, Missed: missed)));
        }
        if (message is null)
            return false;
        copies++;
        return _stream!.Write(message.Encoded);
    }

    private async Task AwaitRoomAsync()
    {
        _awaitsRoom = true;
        if (!await _stream!.RoomAsync())
            return;
        _awaitsRoom = false;
        group.Counts.CountCopies(Pump());
    }

    private void Cut()
    {
        if (!group.Cut(this))
            return;
        _stream!.Refuse(
            PeerErrorCode.SlowConsumer,
            $"'{member.PeerId}' takes the messages of '{group.Name}' too slowly, and is not a member any more.");
        End();
    }
}
