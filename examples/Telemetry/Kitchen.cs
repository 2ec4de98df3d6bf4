using System.ComponentModel.DataAnnotations;

namespace Telemetry;

/// <summary>Cooks everything but one dish, so that there are failures to be seen.</summary>
internal sealed class Kitchen : IKitchen
{
    public Task<string> Cook(string dish, CancellationToken cancellationToken) => dish == "unicorn"
        ? throw new ValidationException("There are no unicorns.")
        : Task.FromResult($"one {dish}");
}
