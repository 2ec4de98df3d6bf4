using System.Runtime.CompilerServices;
using System.Text.Json;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Description;

namespace PeerRpc.Core.Dynamic;

/// <summary>Calls methods of a peer without their contract.</summary>
/// <remarks>
/// 1. The peer describes the controller, once per link. So it is known before anything is sent whether the call fits,
/// what its arguments are called, and where in them bytes stand. 2. The call goes the way of every call, with the
/// signature that was described. 3. If it is refused because the peer serves something else by now, the description is
/// asked for again, once, and the call made by it.
/// </remarks>
/// <param name="source">The link.</param>
/// <param name="settings">What holds for every call.</param>
internal sealed class DynamicCalls(IOutgoingCallSource source, RemoteCallSettings settings)
{
    /// <summary>Calls a method whose result is a value, or nothing.</summary>
    /// <returns>The result; null for none.</returns>
    public Task<JsonElement?> InvokeAsync(
        string path, string method, JsonElement arguments, CancellationToken cancellationToken) =>
        CallAsync(path, method, (found, invoker) => CallAsync(found, invoker, arguments, cancellationToken),
            cancellationToken);

    /// <summary>Calls a method whose result is a stream of values.</summary>
    public async IAsyncEnumerable<JsonElement> InvokeStreamAsync(
        string path, string method, JsonElement arguments,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerable<JsonElement> items = await CallAsync(
            path, method, (found, invoker) => OpenAsync(found, invoker, arguments, cancellationToken),
            cancellationToken).ConfigureAwait(false) ?? throw ColdStream.Missing();
        await foreach (JsonElement item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return item;
    }

    /// <summary>Asks the peer what it serves.</summary>
    /// <param name="path">The path of one controller; null for all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<PeerControllerDescription[]> DescribeAsync(string? path, CancellationToken cancellationToken)
    {
        var invoker = new RemoteInvoker(
            source, new CallAddress(IDescribeController.Path), settings with { Filters = [] });
        IDescribeController describe = PeerContracts.Get<IDescribeController>().CreateProxy(invoker);
        try
        {
            return DescriptionJson.Read(await describe.DescribeAsync(path, cancellationToken).ConfigureAwait(false));
        }
        catch (PeerRpcException refused) when (refused.Code == PeerErrorCode.ControllerNotFound)
        {
            throw new PeerRpcException(
                refused.Code, $"{Name} does not describe what it serves.", refused.Executed, refused.Origin, refused)
            { CorrelationId = refused.CorrelationId };
        }
    }

    private string Name => source.TargetId.Length == 0 ? "The broker" : $"'{source.TargetId}'";

    private static async Task<JsonElement?> CallAsync(
        DynamicMethod method, RemoteInvoker invoker, JsonElement given, CancellationToken cancellationToken)
    {
        IReadOnlyList<JsonElement> ordered = method.Order(given);
        if (method.ResultCodec is { } codec)
        {
            PeerRemoteMethod<JsonElement> remote = invoker.Bind(method.Method, codec);
            return await remote.CallAsync(Begin(remote, method, ordered), cancellationToken).ConfigureAwait(false);
        }
        PeerRemoteMethod<Nothing> silent = invoker.Bind(method.Method);
        PeerArguments arguments = Begin(silent, method, ordered);
        await (method.IsOneWay
            ? silent.SendAsync(arguments, cancellationToken)
            : silent.CallAsync(arguments, cancellationToken)).ConfigureAwait(false);
        return null;
    }

    private static async Task<IAsyncEnumerable<JsonElement>?> OpenAsync(
        DynamicMethod method, RemoteInvoker invoker, JsonElement given, CancellationToken cancellationToken)
    {
        IReadOnlyList<JsonElement> ordered = method.Order(given);
        PeerRemoteMethod<IAsyncEnumerable<JsonElement>> remote = invoker.Bind(method.Method, method.StreamCodec);
        return await remote.CallAsync(Begin(remote, method, ordered), cancellationToken).ConfigureAwait(false);
    }

    private static PeerArguments Begin<TResult>(
        PeerRemoteMethod<TResult> remote, DynamicMethod method, IReadOnlyList<JsonElement> ordered)
    {
        PeerArguments arguments = remote.Begin();
        method.Write(arguments, ordered);
        return arguments;
    }

    private async Task<TResult> CallAsync<TResult>(
        string path, string name, Func<DynamicMethod, RemoteInvoker, Task<TResult>> call,
        CancellationToken cancellationToken)
    {
        long start = settings.Time.GetTimestamp();
        if (DescriptionCache.Find(source.GetCalls(), path, name) is { } known)
        {
            try
            {
                return await call(known, InvokerOf(path, start)).ConfigureAwait(false);
            }
            catch (PeerRpcException refused) when (IsOutdated(refused))
            {
                // It serves something else by now, and the call has not run: the new description decides.
                DynamicMethod now = await AskAsync(path, name, cancellationToken).ConfigureAwait(false);
                return await call(now, InvokerOf(path, start)).ConfigureAwait(false);
            }
        }
        DynamicMethod found = await AskAsync(path, name, cancellationToken).ConfigureAwait(false);
        return await call(found, InvokerOf(path, start)).ConfigureAwait(false);
    }

    // Also arguments that do not fit a description which is not true any more.
    private static bool IsOutdated(PeerRpcException refused) =>
        refused is { Executed: Executed.No, Code: PeerErrorCode.MethodNotFound or PeerErrorCode.ControllerNotFound }
            or { Code: PeerErrorCode.InvalidArgument, Origin: PeerErrorOrigin.Caller, Executed: Executed.No };

    private async Task<DynamicMethod> AskAsync(string path, string name, CancellationToken cancellationToken)
    {
        OutgoingCalls link = source.GetCalls();
        PeerControllerDescription[] described = await DescribeAsync(path, cancellationToken).ConfigureAwait(false);
        if (described.FirstOrDefault(candidate => candidate.Path == path) is not { } controller)
        {
            throw new PeerRpcException(
                PeerErrorCode.ControllerNotFound, $"Peer controller not registered: '{path}'.",
                Executed.No, PeerErrorOrigin.CalleeRuntime);
        }
        DescriptionCache.Keep(link, controller);
        return DescriptionCache.Find(link, path, name) ?? throw new PeerRpcException(
            PeerErrorCode.MethodNotFound,
            $"The controller at '{path}' has no method '{name}'; it has "
            + $"{string.Join(", ", controller.Methods.Select(method => method.Name))}.",
            Executed.No, PeerErrorOrigin.CalleeRuntime);
    }

    // What asking has taken is gone for the call itself.
    private RemoteInvoker InvokerOf(string path, long start)
    {
        RemoteCallSettings rest = settings;
        if (settings.Deadline != Timeout.InfiniteTimeSpan)
        {
            TimeSpan left = settings.Deadline - settings.Time.GetElapsedTime(start);
            rest = settings with { Deadline = left > TimeSpan.Zero ? left : TimeSpan.Zero };
        }
        return new RemoteInvoker(source, new CallAddress(path), rest);
    }
}
