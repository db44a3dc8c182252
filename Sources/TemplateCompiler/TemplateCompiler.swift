// TemplateCompiler
