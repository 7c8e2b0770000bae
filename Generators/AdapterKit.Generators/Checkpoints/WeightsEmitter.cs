using static AdapterKit.Generators.GeneratedFile;

namespace AdapterKit.Generators;

/// <summary>Writes the map from the weights of a module to their keys in published checkpoints.</summary>
internal static class WeightsEmitter
{
    public static string Emit(WeightsModel model) => GeneratedFile.Write(model.Type, UsedTypes.Weights, "IMappedWeights", writer =>
    {
        writer.Lines(WiringAttributes);
        using (writer.Open("void IMappedWeights.MapWeights(WeightMap map)"))
        {
            foreach (var weight in model.Weights)
                writer.Line(WriteCall(model.Type, weight));
        }
    });

    private static string WriteCall(TypeHeader type, WeightKey weight)
    {
        string[] forms =
        [
            .. weight.IsTransposed ? ["WeightForm.Transposed"] : (string[])[],
            .. weight.IsOptional ? ["WeightForm.Optional"] : (string[])[],
            .. weight.IsUnprefixed ? ["WeightForm.Unprefixed"] : (string[])[],
        ];
        var form = forms.Length == 0 ? "" : $", {string.Join(" | ", forms)}";
        var key = Literal.From(weight.Key);
        var field = type.Refer(weight.Field, "map");
        return weight.Part is { } part
            ? $"map.AddPart({key}, {field}, {Literal.From(part)}{form});"
            : $"map.Add({key}, {field}{form});";
    }
}
