using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using PeerRpc.Serialization;

namespace PeerRpc.CodeGeneration;

/// <summary>One call on the callee's side, as its dispatcher sees it. For generated code.</summary>
/// <remarks>
/// The dispatcher first reads all arguments in their order, then calls one <c>InvokeAsync</c>. Whatever it throws
/// before that reaches the caller as <see cref="PeerErrorCode.InvalidArgument"/> with <see cref="Executed.No"/>.
/// </remarks>
/// <typeparam name="TContract">The interface.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PeerInvocation<TContract>
    where TContract : class
{
    /// <summary>The arguments.</summary>
    protected abstract PayloadReader Payload { get; }

    /// <summary>Whether the caller sent a further argument, or left it to its default.</summary>
    public bool HasArgument => Payload.RemainingValues > 0;

    /// <summary>Reads the next argument, which may be null.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="codec">The codec of the type.</param>
    /// <param name="name">Its name, for the error.</param>
    /// <returns>The argument.</returns>
    public T Read<T>(PeerCodec<T> codec, string name)
    {
        try
        {
            return Payload.ReadValue(codec);
        }
        catch (Exception exception) when (exception is FormatException or System.Text.Json.JsonException)
        {
            throw Invalid(name, exception.Message, exception);
        }
    }

    /// <summary>Reads the next argument, which must not be null.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="codec">The codec of the type.</param>
    /// <param name="name">Its name, for the error.</param>
    /// <returns>The argument.</returns>
    public T ReadNotNull<T>(PeerCodec<T> codec, string name) =>
        Read(codec, name) is { } value ? value : throw Invalid(name, "it must not be null.");

    /// <summary>Checks a value with a validation attribute.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="value">The value of the argument, or of a member of it.</param>
    /// <param name="name">The argument, or the path of the member, for example <c>message.Text</c>.</param>
    public void Validate(ValidationAttribute attribute, object? value, string name)
    {
        // ValidationContext is created here, not by Validator: the reflection-based Validator is not trim-safe.
        var context = new ValidationContext(value ?? name, name, null, null);
        if (attribute.GetValidationResult(value, context) is { } failure)
            throw Invalid(name, failure.ErrorMessage ?? "it does not pass validation.");
    }

    /// <summary>Refuses the call because a value is null that must not be.</summary>
    /// <param name="name">The argument, or the path of the member or element, for example <c>names[3]</c>.</param>
    /// <returns>The exception to throw.</returns>
    public PeerRpcException NullValue(string name) => Invalid(name, "it must not be null.");

    /// <summary>Enters a method with a result.</summary>
    /// <typeparam name="TArguments">A tuple of the arguments.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="arguments">The arguments.</param>
    /// <param name="method">Calls the method.</param>
    /// <param name="result">Writes the result.</param>
    /// <returns>A task that ends when the outcome has been sent.</returns>
    public abstract ValueTask InvokeAsync<TArguments, TResult>(
        TArguments arguments,
        Func<TContract, TArguments, PeerCall, ValueTask<TResult>> method,
        PeerCodec<TResult> result)
        where TArguments : struct, System.Runtime.CompilerServices.ITuple;

    /// <summary>Enters a method without a result.</summary>
    /// <typeparam name="TArguments">A tuple of the arguments.</typeparam>
    /// <param name="arguments">The arguments.</param>
    /// <param name="method">Calls the method.</param>
    /// <returns>A task that ends when the outcome has been sent.</returns>
    public abstract ValueTask InvokeAsync<TArguments>(
        TArguments arguments, Func<TContract, TArguments, PeerCall, ValueTask> method)
        where TArguments : struct, System.Runtime.CompilerServices.ITuple;

    private static PeerRpcException Invalid(string name, string reason, Exception? cause = null) =>
        new(PeerErrorCode.InvalidArgument,
            $"Argument '{name}' was refused: {reason}", Executed.No, PeerErrorOrigin.CalleeRuntime, cause);
}
