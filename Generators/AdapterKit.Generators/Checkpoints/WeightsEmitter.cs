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
        var form = (weight.IsTransposed, weight.IsOptional) switch
        {
            (true, true) => ", WeightForm.Transposed | WeightForm.Optional",
            (true, false) => ", WeightForm.Transposed",
            (false, true) => ", WeightForm.Optional",
            _ => "",
        };
        var key = Literal.From(weight.Key);
        var field = type.Refer(weight.Field, "map");
        return weight.Part is { } part
            ? $"map.AddPart({key}, {field}, {Literal.From(part)}{form});"
            : $"map.Add({key}, {field}{form});";
    }
}
