#pragma once
void lesson_kernel_probe(void);
