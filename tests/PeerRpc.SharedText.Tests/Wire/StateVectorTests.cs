using SharedText;

namespace PeerRpc.SharedText.Tests.Wire;

public class StateVectorTests
{
    private readonly SharedDocument _one = new(new ReplicaId(1));
    private readonly SharedDocument _other = new(new ReplicaId(2));

    [Fact]
    public void Covers_IsAPartialOrder()
    {
        _one.Insert(0, "a");
        _other.Insert(0, "b");
        StateVector one = _one.State;
        StateVector other = _other.State;
        _one.Apply(_other.UpdateSince(StateVector.Empty));

        Assert.False(one.Covers(other));
        Assert.False(other.Covers(one));
        Assert.True(_one.State.Covers(one));
        Assert.True(_one.State.Covers(other));
        Assert.True(one.Covers(StateVector.Empty));
        Assert.False(StateVector.Empty.Covers(one));
    }

    [Fact]
    public void State_AfterADeletion_IsAnother()
    {
        _one.Insert(0, "abc");
        StateVector before = _one.State;
        _one.Delete(1, 1);

        Assert.False(before.Covers(_one.State));
        Assert.NotEqual(before, _one.State);
    }

    [Fact]
    public void TryRead_EveryTruncationAndWrongOrder_IsRefused()
    {
        _one.Insert(0, "abc");
        _other.Insert(0, "d");
        _one.Apply(_other.UpdateSince(StateVector.Empty));
        byte[] bytes = _one.State.ToBytes();

        Assert.True(StateVector.TryRead(bytes, out StateVector? state));
        Assert.Equal(_one.State, state);
        Assert.Equal(_one.State.GetHashCode(), state.GetHashCode());
        for (int length = 0; length < bytes.Length; length++)
            Assert.False(StateVector.TryRead(bytes.AsSpan(0, length), out _));
        Assert.False(StateVector.TryRead([.. bytes, 0], out _));
        Assert.False(StateVector.TryRead([2, .. bytes[10..], .. bytes[1..10]], out _));
        Assert.False(StateVector.TryRead([0xFF, 0xFF, 0xFF, 0x7F], out _));
    }

    [Fact]
    public void UpdateSince_OwnState_IsEmpty()
    {
        _one.Insert(0, "abc");

        Assert.Equal([1, 0, 0], _one.UpdateSince(_one.State));
    }
}
