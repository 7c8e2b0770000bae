using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>The option for layers without adapters (AdapterDrop): the same ones in every step, or a random number of them.</summary>
internal sealed class DropArguments
{
    private const string Robust = "robust";

    private readonly Option<Choice?> drop = new("--drop")
    {
        Description = "Layers without adapters, such as 0..4; or 'robust' to leave out a random number of the first layers in each step, "
            + "uniformly distributed, or weighted for 0, 1, 2 … layers, as in robust:4,2,1",
        HelpName = "layers|robust",
        CustomParser = Parse,
    };

    public Option Option => drop;

    /// <summary>Adds robust training to the recipe if the command line asks for it.</summary>
    public TrainingOptions AddTo(Invocation invocation, TrainingOptions recipe) =>
        recipe with { RobustDrop = invocation.Get(drop)?.Distribution };

    /// <summary>Removes the adapters of the layers that the command line names.</summary>
    /// <exception cref="InputException">The backbone has no such layer, or fewer layers than weights.</exception>
    public AdapterConfig RemoveFrom(Invocation invocation, AdapterConfig adapters, Backbone backbone)
    {
        if (invocation.Get(drop) is not { } choice)
            return adapters;

        var layers = backbone.Encoder.Layers.Count;
        if (!LayerSet.FirstLayers(layers).Union(choice.Layers).Equals(LayerSet.FirstLayers(layers)))
            throw new InputException($"--drop {choice.Layers}: the backbone has layers 0 to {layers - 1}.");

        if (choice.Distribution?.Weights.Count > layers + 1)
            throw new InputException($"--drop {Robust}: the backbone has {layers} layers, so give at most {layers + 1} weights.");

        return adapters with { Drop = adapters.Drop.Union(DropSet.None.With(choice.Layers)) };
    }

    private static Choice? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        try
        {
            return text.Split(':') switch
            {
                [Robust] => new Choice(LayerSet.Empty, DropDistribution.Uniform),
                [Robust, var weights] => new Choice(LayerSet.Empty, new DropDistribution([.. weights.Split(',').Select(ParseWeight)])),
                _ => new Choice(LayerSet.Parse(text), null),
            };
        }
        catch (FormatException error)
        {
            result.AddError($"--drop: {error.Message}");
            return null;
        }
    }

    private static double ParseWeight(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) && weight > 0
            ? weight
            : throw new FormatException($"'{text}' is not a weight. Write numbers above 0, such as {Robust}:4,2,1.");

    private sealed record Choice(LayerSet Layers, DropDistribution? Distribution);
}
