namespace PeerRpc.Integration.Behaviours;

/// <summary>Two versions of a contract at one path.</summary>
public abstract class Evolution<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task Parameter_AddedWithADefault_IsCompatibleWithOldCallers()
    {
        await ServeAsync<IStoreAfter>(new StoreAfter());
        IStoreBefore old = await CallerAsync<IStoreBefore>();

        Assert.Equal("put a at 3", await old.Put("a").WithinLimitAsync());
    }

    [Fact]
    public async Task Parameter_AddedWithADefault_IsCompatibleWithOldCalleesWhileItHasItsDefault()
    {
        await ServeAsync<IStoreBefore>(new StoreBefore());
        IStoreAfter caller = await CallerAsync<IStoreAfter>();

        Assert.Equal("put a", await caller.Put("a").WithinLimitAsync());
        Assert.Equal("put a", await caller.Put("a", 3).WithinLimitAsync());
    }

    [Fact]
    public async Task Parameter_ThatTheCalleeDoesNotKnow_IsMethodNotFound()
    {
        await ServeAsync<IStoreBefore>(new StoreBefore());
        IStoreAfter caller = await CallerAsync<IStoreAfter>();

        await IsNotFoundAsync(caller.Put("a", 4), "Put(String key)", "Put(String key, [Int32 priority])");
    }

    [Fact]
    public async Task Method_ThatTheCalleeDoesNotKnow_IsMethodNotFound()
    {
        await ServeAsync<IStoreBefore>(new StoreBefore());
        IStoreAfter caller = await CallerAsync<IStoreAfter>();

        await IsNotFoundAsync(caller.Drop("a"), "Put(String key)", "Drop(String key)");
    }

    [Fact]
    public async Task Parameter_AddedWithoutADefault_IsMethodNotFoundBothWays()
    {
        await ServeAsync<IStoreAfter>(new StoreAfter(), "new");
        await ServeAsync<IStoreBefore>(new StoreBefore(), "old");

        await IsNotFoundAsync(
            (await CallerAsync<IStoreBefore>("new")).Rename("a"),
            "Rename(String key, String to)", "Rename(String key)");
        await IsNotFoundAsync(
            (await CallerAsync<IStoreAfter>("old")).Rename("a", "b"),
            "Rename(String key)", "Rename(String key, String to)");
    }

    [Fact]
    public async Task Parameter_OfAnotherType_IsMethodNotFound()
    {
        await ServeAsync<IStoreAfter>(new StoreAfter());
        IStoreBefore caller = await CallerAsync<IStoreBefore>();

        await IsNotFoundAsync(caller.Weigh("a"), "Weigh(Int32 key)", "Weigh(String key)");
    }

    private static async Task IsNotFoundAsync(Task call, params string[] signatures)
    {
        PeerRpcException failure = await call.FailsAsync(
            PeerErrorCode.MethodNotFound, Executed.No, PeerErrorOrigin.CalleeRuntime);
        Assert.All(signatures, s => Assert.Contains(s, failure.Message, StringComparison.OrdinalIgnoreCase));
    }
}
