using CoEdit.Contracts;
using PeerRpc.TestKit;
using SharedText;

namespace PeerRpc.CoEdit.Tests;

/// <summary>Somebody's copy that asks for nothing by itself, and counts what it is asked and told.</summary>
internal sealed class ScriptedCopy : ISharedCopy
{
    private readonly Lock _gate = new(); // guards what follows
    private readonly SharedDocument _document = new(ReplicaId.Create());
    private readonly Gate _asked = new();
    private int _told;

    /// <summary>What it has.</summary>
    public byte[] State
    {
        get
        {
            lock (_gate)
                return _document.State.ToBytes();
        }
    }

    public string Text
    {
        get
        {
            lock (_gate)
                return _document.ToString();
        }
    }

    /// <summary>How often it was told that somebody has learnt something.</summary>
    public int Told => Volatile.Read(ref _told);

    /// <summary>Ends when it has been asked for something.</summary>
    public Task AskedAsync() => _asked.WaitAsync();

    /// <summary>Writes, and tells nobody.</summary>
    public void Write(string text)
    {
        lock (_gate)
            _document.Insert(0, text);
    }

    public void Take(byte[] update)
    {
        lock (_gate)
            _document.Apply(update);
    }

    public Task<byte[]> Since(byte[] state, PeerCall? call, CancellationToken cancellationToken)
    {
        Assert.True(StateVector.TryRead(state, out StateVector? theirs));
        byte[] update;
        lock (_gate)
            update = _document.UpdateSince(theirs);
        _asked.Open();
        return Task.FromResult(update);
    }

    public Task Edited(byte[] update, Caret? caret, PeerCall? call) => Task.CompletedTask;

    public Task Moved(Caret? caret, PeerCall? call) => Task.CompletedTask;

    public Task Learnt(byte[] state, PeerCall? call)
    {
        Interlocked.Increment(ref _told);
        return Task.CompletedTask;
    }
}
