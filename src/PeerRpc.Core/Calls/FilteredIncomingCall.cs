using System.Runtime.CompilerServices;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>A call that passes through filters before it enters the method.</summary>
internal sealed class FilteredIncomingCall<TContract, TArguments, TResult>(
    IncomingCall call,
    ControllerTarget<TContract> target,
    TArguments arguments,
    Func<TContract, TArguments, PeerCall, ValueTask<TResult>> method)
    : IncomingCallContext
    where TContract : class
    where TArguments : struct, ITuple
{
    private IReadOnlyList<object?>? _values;

    public override PeerCall Call => call;

    public override IReadOnlyList<object?> Arguments => _values ??= ToList(arguments);

    public override IServiceProvider? Services => target.Services;

    public async ValueTask RunAsync(PeerCodec<TResult>? codec)
    {
        try
        {
            await RunFromAsync(0).ConfigureAwait(false);
            if (codec is null)
                call.Respond();
            else
                call.Respond(codec, Result is TResult result ? result : default!);
            await call.StreamsEndedAsync().ConfigureAwait(false);
        }
        finally
        {
            if (target.Lease is { } lease)
                await lease.DisposeAsync().ConfigureAwait(false);
        }
    }

    private ValueTask RunFromAsync(int index) =>
        index < call.Filters.Length
            ? call.Filters[index].InvokeAsync(this, () => RunFromAsync(index + 1))
            : EnterAsync();

    private async ValueTask EnterAsync()
    {
        call.MarkEntered();
        Result = await method(target.Instance, arguments, call).ConfigureAwait(false);
    }

    private static object?[] ToList(TArguments arguments)
    {
        var values = new object?[arguments.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = arguments[i];
        return values;
    }
}
