using System.CommandLine;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;

namespace AdapterKit.Cli.Arguments;

/// <summary>How a fusion mixes its members, where that is to be tried in another way than the task declares.</summary>
internal sealed class FusionOptionsArguments
{
    private readonly Option<bool> scaled = new("--scaled-dot-product") { Description = "Fuse by scaled dot products over members that keep their residual, not as AdapterHub does" };
    private readonly Option<bool> noise = new("--value-noise") { Description = "Start a fusion's value projection as noise, not as the identity" };
    private readonly Option<double?> regularization = NumberOption.Of<double>(
        "--regularization", "How much a fusion's value projection is drawn to the identity", weight => weight >= 0, "0 or more");

    public IEnumerable<Option> All => [scaled, noise, regularization];

    /// <summary>What is declared, with what was given in its place.</summary>
    public FusionOptions Apply(Invocation invocation, FusionOptions declared) => declared with
    {
        Numerics = invocation.Get(scaled) ? FusionNumerics.ScaledDotProduct : declared.Numerics,
        ValueStartsAsIdentity = declared.ValueStartsAsIdentity && !invocation.Get(noise),
        Regularization = invocation.Get(regularization) ?? declared.Regularization,
    };

    /// <exception cref="InputException">An option was given, and there is no fusion for it.</exception>
    public void RejectAny(Invocation invocation, TaskDeclaration task)
    {
        if (invocation.Get(scaled) || invocation.Get(noise) || invocation.Get(regularization) is not null)
            throw new InputException($"{string.Join(", ", All.Select(option => option.Name))} are for fusions, and '{task.Id}' is to be trained without one: name what it mixes with --fuse.");
    }
}
