using System.CommandLine;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;

namespace AdapterKit.Cli.Arguments;

/// <summary>The options that override how a task declares its fusion.</summary>
internal sealed class FusionOptionsArguments
{
    private readonly Option<bool> scaled = new("--scaled-dot-product")
    {
        Description = "Fuse by scaled dot products over members that keep their residual, instead of AdapterHub's formula",
    };

    private readonly Option<bool> noise = new("--value-noise")
    {
        Description = "Initialize the value projection of a fusion randomly, not as the identity",
    };

    private readonly Option<double?> regularization = NumberOption.Create<double>(
        "--regularization",
        "The weight of the loss that keeps a fusion's value projection near the identity",
        weight => weight >= 0,
        "0 or more");

    public IEnumerable<Option> All => [scaled, noise, regularization];

    /// <summary>Returns the declared options with the values from the command line.</summary>
    public FusionOptions Override(Invocation invocation, FusionOptions declared) => declared with
    {
        Numerics = invocation.Get(scaled) ? FusionNumerics.ScaledDotProduct : declared.Numerics,
        ValueStartsAsIdentity = declared.ValueStartsAsIdentity && !invocation.Get(noise),
        Regularization = invocation.Get(regularization) ?? declared.Regularization,
    };

    /// <exception cref="InputException">The command line has one of these options, although the task fuses no others.</exception>
    public void RejectAny(Invocation invocation, TaskDeclaration task)
    {
        if (invocation.Get(scaled) || invocation.Get(noise) || invocation.Get(regularization) is not null)
        {
            throw new InputException(
                $"{string.Join(", ", All.Select(option => option.Name))} require a fusion, and task '{task.Id}' is trained without one. "
                + "Name its members with --fuse.");
        }
    }
}
