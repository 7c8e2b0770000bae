using System.Linq;

namespace AdapterKit.Generators;

/// <summary>Writes the other half of a layer: <c>forward</c> where it is declared, insertion points, and wiring.</summary>
internal static class LayerEmitter
{
    public static string Emit(LayerModel layer)
    {
        return GeneratedFile.Of(layer.Type, UsedTypes.Layers, interfaces: "", writer =>
        {
            WriteInsertionPoints(writer, layer);
            if (layer.WritesForward)
                WriteForward(writer, layer);

            foreach (var (index, point) in layer.Points.Select((point, index) => (index, point)))
                WritePoint(writer, layer, index, point);

            WriteDropSwitches(writer, layer);
            ComponentEmitter.Write(writer, layer.Components);
        });
    }

    private static void WriteInsertionPoints(CodeWriter writer, LayerModel layer)
    {
        var placement = layer.IsPreNorm ? "NormPlacement.Pre" : "NormPlacement.Post";
        writer.Line("/// <inheritdoc />");
        writer.Line(GeneratedFile.Mark);
        writer.Line("public override global::System.Collections.Generic.IReadOnlyList<InsertionPoint> InsertionPoints =>");
        using (writer.Open("[", "];", brace: false))
        {
            foreach (var point in layer.Points)
                writer.Line($"new({Literal.Of(point.Name)}, {point.Width}, {point.Norm ?? "null"}, {placement}),");
        }

        writer.Line();
    }

    private static void WriteForward(CodeWriter writer, LayerModel layer)
    {
        writer.Line("/// <summary>Runs the sub-layers in the order of their declaration.</summary>");
        writer.Line("/// <param name=\"h\">Hidden states <c>[batch, tokens, width]</c>.</param>");
        writer.Line("/// <param name=\"pass\">The plan and mask of this call.</param>");
        writer.Line(GeneratedFile.Mark);
        using (writer.Open("public override Tensor forward(Tensor h, AdapterPass pass)"))
        {
            foreach (var point in layer.Points.Where(point => point.Sublayer is not null))
            {
                var input = layer.IsPreNorm ? $"Before{point.Title}(h, pass)" : "h";
                var arguments = point.Sublayer!.TakesPass ? $"{input}, pass" : input;
                writer.Line($"h = After{point.Title}({point.Sublayer.Field}.call({arguments}), residual: h, pass);");
            }

            writer.Line("return h;");
        }

        writer.Line();
    }

    private static void WritePoint(CodeWriter writer, LayerModel layer, int index, PointModel point)
    {
        if (layer.IsPreNorm)
        {
            writer.Line($"/// <summary>The norm before <c>{Literal.Comment(point.Name)}</c>: the layer's, or a task's own copy.</summary>");
            writer.Line(GeneratedFile.Mark);
            writer.Line($"private Tensor Before{point.Title}(Tensor h, AdapterPass pass) => pass.Before(FirstSite + {index}, h);");
            writer.Line();
        }

        var method = point.Method ?? new PointMethod("private", "After" + point.Title, "sublayer", "residual", "pass");
        writer.Line($"/// <summary>Residual{(layer.IsPreNorm ? "" : ", norm")} and adapters after <c>{Literal.Comment(point.Name)}</c>.</summary>");
        writer.Line(GeneratedFile.Mark);
        writer.Line($"{method.Head} Tensor {method.Name}(Tensor {method.Sublayer}, Tensor {method.Residual}, AdapterPass {method.Pass}) =>");
        using (writer.Indent())
            writer.Line($"{method.Pass}.After(FirstSite + {index}, {method.Sublayer}, {method.Residual});");

        writer.Line();
    }

    private static void WriteDropSwitches(CodeWriter writer, LayerModel layer)
    {
        writer.Line("/// <summary>Which layers of a stack go without adapters, point by point.</summary>");
        writer.Line(GeneratedFile.Mark);
        using (writer.Open("public sealed record DropSwitches"))
        {
            foreach (var point in layer.Points)
            {
                writer.Line($"/// <summary>The layers without an adapter after <c>{Literal.Comment(point.Name)}</c>.</summary>");
                writer.Line($"public LayerSet {point.Title} {{ get; init; }} = LayerSet.Empty;");
                writer.Line();
            }

            writer.Line("/// <summary>What the switches leave out.</summary>");
            writer.Line("/// <param name=\"switches\">The switches.</param>");
            writer.Line("public static implicit operator DropSet(DropSwitches switches) =>");
            using (writer.Indent())
            {
                var sets = layer.Points.Select(point => $".With(switches.{point.Title}, {Literal.Of(point.Name)})");
                writer.Line($"DropSet.None{string.Concat(sets)};");
            }
        }

        writer.Line();
    }
}
