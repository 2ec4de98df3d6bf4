using Microsoft.Extensions.DependencyInjection;

namespace PeerRpc.Core.Calls;

/// <summary>Gets controller objects from dependency injection.</summary>
internal static class ScopedControllers
{
    /// <summary>A scope for each call; it is disposed when the call has ended.</summary>
    public static Func<IncomingCall, ControllerTarget<TContract>> PerCall<TContract>(
        IServiceScopeFactory scopes, Func<IServiceProvider, TContract> resolve)
        where TContract : class =>
        _ =>
        {
            AsyncServiceScope scope = scopes.CreateAsyncScope();
            try
            {
                return new ControllerTarget<TContract>(resolve(scope.ServiceProvider), scope.ServiceProvider, scope);
            }
            catch
            {
                scope.Dispose();
                throw;
            }
        };

    /// <summary>A scope for each link, that is for each caller; it is disposed when the link has ended.</summary>
    public static Func<IncomingCall, ControllerTarget<TContract>> PerLink<TContract>(
        IServiceScopeFactory scopes, Func<IServiceProvider, TContract> resolve)
        where TContract : class
    {
        object registration = new();
        return call =>
        {
            LinkScope<TContract> scope = call.Calls.Targets.GetOrAdd(
                registration, () => LinkScope<TContract>.Create(scopes, resolve));
            return new ControllerTarget<TContract>(scope.Instance, scope.Services);
        };
    }

    private sealed class LinkScope<TContract>(AsyncServiceScope scope, TContract instance) : IAsyncDisposable
        where TContract : class
    {
        public TContract Instance => instance;

        public IServiceProvider Services => scope.ServiceProvider;

        public static LinkScope<TContract> Create(
            IServiceScopeFactory scopes, Func<IServiceProvider, TContract> resolve)
        {
            AsyncServiceScope scope = scopes.CreateAsyncScope();
            try
            {
                return new LinkScope<TContract>(scope, resolve(scope.ServiceProvider));
            }
            catch
            {
                scope.Dispose();
                throw;
            }
        }

        public ValueTask DisposeAsync() => scope.DisposeAsync();
    }
}
