using System;
using System.Linq;
using static AdapterKit.Generators.GeneratedFile;

namespace AdapterKit.Generators;

/// <summary>Writes the generated part of a variant: registration, initialization, <c>Delta</c> and the variant as a value.</summary>
internal static class VariantEmitter
{
    public static string Emit(VariantModel variant)
    {
        var aliases = variant.Bottleneck is null ? UsedTypes.Variants : UsedTypes.Bottlenecks;
        var interfaces = variant.Bottleneck is null ? "IAdapterVariant" : "IAdapterVariant, IBottleneck";
        return GeneratedFile.Write(variant.Type, aliases, interfaces, writer =>
        {
            if (variant.Options is null)
                WriteMissingVariant(writer);
            else
                WriteVariant(writer, variant, variant.Options);

            if (variant.Bottleneck is { } bottleneck)
                WriteBottleneck(writer, variant.Type, bottleneck, variant.ChangesProjections);

            InitializationEmitter.Write(writer, variant.Type, variant.Components);
            ComponentEmitter.Write(writer, variant.Type, variant.Components);
            if (variant.Options is { } options)
            {
                WriteOptionsReader(writer, options);
                WriteOptionsWriter(writer, options);
            }
        });
    }

    private static void WriteVariant(CodeWriter writer, VariantModel variant, OptionsModel options)
    {
        var name = variant.Type.Name;
        var hasRanges = options.Properties.Any(option => option.Range is not null);
        var hasMore = variant.Shared is not null
            || hasRanges
            || variant.Components.Any(component => component.HubName is not null || component.PeftName is not null);
        var create = variant.Shared is { } use
            ? $"(shape, options) => new {name}(shape, ({options.Type})options, shape.GetShared<{use.Type}>())"
            : options.AreTaken
                ? $"(shape, options) => new {name}(shape, ({options.Type})options)"
                : $"(shape, _) => new {name}(shape)";
        writer.Lines(
            $$"""
            /// <summary>The variant <c>{{Literal.ToComment(variant.Id)}}</c>.</summary>
            {{GeneratedCodeAttribute}}
            public static AdapterVariant Variant { get; } = new(
                {{Literal.From(variant.Id)}},
                defaults: new {{options.Type}}(),
                create: static {{create}},
                ReadOptions,
                WriteOptions){{(hasMore ? "" : ";")}}
            """);
        if (hasMore)
        {
            using (writer.Open("", "};"))
            {
                if (variant.Shared is { } shared)
                    writer.Line($"SharedFactory = static {WriteFactory(shared, options)},");

                if (hasRanges)
                    WriteRanges(writer, options);

                WriteNames(writer, "HubNames", variant.Components, component => component.HubName);
                WriteNames(writer, "PeftNames", variant.Components, component => component.PeftName);
            }
        }

        writer.Line();
    }

    private static string WriteFactory(SharedUse shared, OptionsModel options) => shared.TakesOptions
        ? $"(shape, options) => new {shared.Type}(shape, ({options.Type})options)"
        : $"(shape, _) => new {shared.Type}(shape)";

    private static void WriteRanges(CodeWriter writer, OptionsModel options)
    {
        using (writer.Open("Ranges = [", "],", brace: false))
        {
            foreach (var option in options.Properties)
            {
                if (option.Range is not { } range)
                    continue;

                var limits = string.Join(", ", range.Limits.Select(limit => $"{limit.Name} = {Literal.From(limit.Value)}"));
                writer.Line(
                    $"new({Literal.From(option.Name)}, static options => (({options.Type})options).{option.Identifier}) {{ {limits} }},");
            }
        }
    }

    private static void WriteNames(
        CodeWriter writer, string property, EquatableArray<Component> components, Func<Component, PublishedName?> getName)
    {
        if (!components.Any(component => getName(component) is not null))
            return;

        using (writer.Open($"{property} = [", "],", brace: false))
            NamesEmitter.WriteEntries(writer, components, getName);
    }

    // The analyzers report the constructor. Tasks of the variant must still compile, or their errors would stand beside that.
    private static void WriteMissingVariant(CodeWriter writer) => writer.Lines(
        $"""
        /// <summary>No variant: the class lacks the constructor that would create it.</summary>
        {GeneratedCodeAttribute}
        public static AdapterVariant Variant => AdapterVariant.None;

        """);

    private static void WriteBottleneck(CodeWriter writer, TypeHeader type, BottleneckModel bottleneck, bool changesProjections)
    {
        var activation = bottleneck.Activation is { } field ? type.Refer(field) : "Activation.Linear";
        writer.Lines(
            $$"""
            {{WiringAttributes}}
            Linear IBottleneck.Down => {{type.Refer(bottleneck.Down)}};

            {{WiringAttributes}}
            Activation IBottleneck.Activation => {{activation}};

            {{WiringAttributes}}
            Linear IBottleneck.Up => {{type.Refer(bottleneck.Up)}};

            {{WiringAttributes}}
            Scaling? IBottleneck.Scaling => {{(bottleneck.Scaling is { } scaling ? type.Refer(scaling) : "null")}};

            /// <inheritdoc />
            {{GeneratedCodeAttribute}}
            """);
        if (changesProjections)
        {
            using (writer.Open("public override Tensor Apply(Tensor y, Tensor x)"))
                WriteDelta(writer, type, bottleneck, "x", ".add_(y)");

            writer.Line();
            return;
        }

        using (writer.Open("public override Tensor Delta(Tensor h)"))
            WriteDelta(writer, type, bottleneck, "h", "");

        writer.Lines(
            $"""

            /// <inheritdoc />
            {GeneratedCodeAttribute}
            // The gradient of a product needs none of its own values: the sum can go in their place.
            public override Tensor AddTo(Tensor h, Tensor x) => Delta(x).add_(h);

            """);
    }

    private static void WriteDelta(CodeWriter writer, TypeHeader type, BottleneckModel bottleneck, string input, string then)
    {
        var reduced = bottleneck.Activation is null ? "reduced" : "activated";
        var expanded = $"{Refer(bottleneck.Up)}.call({reduced})";
        writer.Line($"using Tensor reduced = {Refer(bottleneck.Down)}.call({input});");
        if (bottleneck.Activation is not null)
            writer.Line($"using Tensor activated = ActivationFunctions.Apply({Refer(bottleneck.Activation)}, reduced);");

        var scaled = bottleneck.Scaling is null ? expanded : $"{Refer(bottleneck.Scaling)}.Take({expanded})";
        writer.Line($"return {scaled}{then};");

        string Refer(string field) => type.Refer(field, "h", "x", "y", "reduced", "activated");
    }

    private static void WriteOptionsReader(CodeWriter writer, OptionsModel options)
    {
        var head = $"private static {options.Type} ReadOptions(OptionsReader reader) => new()";
        writer.Line();
        writer.Lines(WiringAttributes);
        if (options.Properties.Count == 0)
        {
            writer.Line(head + ";");
            return;
        }

        using (writer.Open(head, "};"))
        {
            foreach (var option in options.Properties)
                writer.Line($"{option.Identifier} = {WriteRead(option)},");
        }
    }

    private static string WriteRead(Option option)
    {
        var read = $"reader.{option.Reader}(\"{option.Key}\")";
        return option.IsNullable ? $"reader.IsNull(\"{option.Key}\") ? null : {read}" : read;
    }

    private static void WriteOptionsWriter(CodeWriter writer, OptionsModel options)
    {
        writer.Line();
        writer.Lines(WiringAttributes);
        using (writer.Open("private static void WriteOptions(OptionsWriter writer, VariantOptions options)"))
        {
            if (options.Properties.Count == 0)
                return;

            writer.Line($"{options.Type} values = ({options.Type})options;");
            foreach (var option in options.Properties)
                writer.Line($"writer.Write(\"{option.Key}\", values.{option.Identifier});");
        }
    }
}
