using System.Linq;
using static AdapterKit.Generators.GeneratedFile;

namespace AdapterKit.Generators;

/// <summary>Writes the generated part of a layer: <c>forward</c> if the class leaves it out, insertion points and registration.</summary>
internal static class LayerEmitter
{
    public static string Emit(LayerModel layer)
    {
        return GeneratedFile.Write(layer.Type, layer.Points.Select(point => point.Switch), UsedTypes.Layers, interfaces: "", writer =>
        {
            WriteInsertionPoints(writer, layer);
            if (layer.WritesForward)
                WriteForward(writer, layer);

            foreach (var (index, point) in layer.Points.Select((point, index) => (index, point)))
                WritePoint(writer, layer, index, point);

            WriteDropSwitches(writer, layer);
            ComponentEmitter.Write(writer, layer.Type, layer.Components);
        });
    }

    private static void WriteInsertionPoints(CodeWriter writer, LayerModel layer)
    {
        var placement = layer.IsPreNorm ? "NormPlacement.Pre" : "NormPlacement.Post";
        writer.Lines(
            $"""
            /// <inheritdoc />
            {WiringAttributes}
            public override global::System.Collections.Generic.IReadOnlyList<InsertionPoint> InsertionPoints =>
            """);
        using (writer.Open("[", "];", brace: false))
        {
            foreach (var point in layer.Points)
            {
                string[] settings =
                [
                    .. point.Hub is { } key ? (string[])[$"Hub = {Literal.From(key)}"] : [],
                    .. point.OutputNorm is { } output ? (string[])[$"OutputNorm = {output}"] : [],
                ];
                var others = settings.Length == 0 ? "" : $" {{ {string.Join(", ", settings)} }}";
                writer.Line($"new({Literal.From(point.Name)}, {point.Width}, {point.Norm ?? "null"}, {placement}){others},");
            }
        }

        writer.Line();
    }

    private static void WriteForward(CodeWriter writer, LayerModel layer)
    {
        writer.Lines(
            $"""
            /// <summary>Runs the sub-layers in the order of their declaration.</summary>
            /// <param name="h">Hidden states <c>[batch, tokens, width]</c>.</param>
            /// <param name="pass">The plan and mask of this call.</param>
            {GeneratedCodeAttribute}
            """);
        using (writer.Open("public override Tensor forward(Tensor h, AdapterPass pass)"))
        {
            foreach (var point in layer.Points.Where(point => point.Sublayer is not null))
            {
                var input = layer.IsPreNorm ? $"Before{point.PascalName}(h, pass)" : "h";
                var arguments = point.Sublayer!.TakesPass ? $"{input}, pass" : input;
                writer.Line($"h = After{point.PascalName}({point.Sublayer.Field}.call({arguments}), residual: h, pass);");
            }

            writer.Line("return h;");
        }

        writer.Line();
    }

    private static void WritePoint(CodeWriter writer, LayerModel layer, int index, PointModel point)
    {
        var name = Literal.ToComment(point.Name);
        if (layer.IsPreNorm)
        {
            writer.Lines(
                $"""
                /// <summary>The norm before <c>{name}</c>: the layer's, or a task's own copy.</summary>
                {GeneratedCodeAttribute}
                private Tensor Before{point.PascalName}(Tensor h, AdapterPass pass) => pass.Before(FirstSite + {index}, h);

                """);
        }

        if (point.HasBody)
            return;

        var steps = (point.OutputNorm is null ? "Residual" : "Norm of the output, residual") + (layer.IsPreNorm ? "" : ", norm");
        var method = point.Method ?? new PointMethod("private", "After" + point.PascalName, "sublayer", "residual", "pass");
        string[] parameters = [method.Sublayer, method.Residual, method.Pass];
        var firstSite = parameters.Contains("FirstSite") ? "this.FirstSite" : "FirstSite";
        writer.Lines(
            $"""
            /// <summary>{steps} and adapters after <c>{name}</c>.</summary>
            {WriteFormulas(layer, point, method)}
            {GeneratedCodeAttribute}
            {method.Head} Tensor {method.Name}(Tensor {method.Sublayer}, Tensor {method.Residual}, AdapterPass {method.Pass}) =>
                {method.Pass}.After({firstSite} + {index}, {method.Sublayer}, {method.Residual});

            """);
    }

    // The pass knows which of the placements applies.
    private static string WriteFormulas(LayerModel layer, PointModel point, PointMethod method)
    {
        var (output, a) = (TypeHeader.Unescape(method.Sublayer), TypeHeader.Unescape(method.Residual));
        var h = point.OutputNorm is null ? output : $"LN'({output})";
        var sum = Norm($"{h} + {a}");
        return $"""
            /// <remarks>
            /// <c>{sum}</c> without an adapter. With one, by its placement:
            /// Sequential <c>{Norm($"{h} + Δ({h}) + {a}")}</c>,
            /// AfterNorm <c>x + Δ(x)</c> with <c>x = {sum}</c>,
            /// Pfeiffer <c>{Norm($"{h} + Δ({sum}) + {a}")}</c>,
            /// Parallel <c>{Norm($"{h} + Δ({a}) + {a}")}</c>.
            /// </remarks>
            """;

        string Norm(string value) => layer.IsPreNorm || point.Norm is null ? value : $"LN({value})";
    }

    private static void WriteDropSwitches(CodeWriter writer, LayerModel layer)
    {
        writer.Lines(
            $"""
            /// <summary>Which layers of a stack go without adapters, point by point.</summary>
            {GeneratedCodeAttribute}
            """);
        using (writer.Open("public sealed record DropSwitches"))
        {
            foreach (var point in layer.Points)
            {
                writer.Lines(
                    $$"""
                    /// <summary>The layers without an adapter after <c>{{Literal.ToComment(point.Name)}}</c>.</summary>
                    public LayerSet {{point.Switch}} { get; init; } = LayerSet.Empty;

                    """);
            }

            var sets = string.Concat(layer.Points.Select(point => $".With(switches.{point.Switch}, {Literal.From(point.Name)})"));
            writer.Lines(
                $"""
                /// <summary>The sites that the switches drop.</summary>
                /// <param name="switches">The switches.</param>
                public static implicit operator DropSet(DropSwitches switches) =>
                    DropSet.None{sets};
                """);
        }

        writer.Line();
    }
}
